// Reads what a backslash begins in a regular expression.
import type { RegexReader } from './regex-reader.ts';

/** What the escape stands for. `anchor`: a place; `nothing`: `\E`; `set`: several characters; `character`: the code of one. */
export type Escape =
  | { readonly kind: 'anchor' | 'nothing' | 'set' | 'item' | 'literal' }
  | { readonly kind: 'character'; readonly code: number };

/** Reads the escape at the place, outside of a character class. */
export function readEscape(reader: RegexReader): Escape {
  const letter = reader.ahead(1);
  if (letter >= '1' && letter <= '9') return readBackreference(reader);
  if (letter === 'g' || letter === 'k') return readNamed(reader, letter);
  if (letter === 'p' || letter === 'P') return readProperty(reader);
  if (letter === 'N' && reader.ahead(2) === '{' && !/^\{\d+(,\d*)?\}/.test(reader.text.slice(reader.at + 2)))
    reader.giveUp();
  return readCommon(reader, 'bzABGKZ', 'dhsvwCDHNRSVWX');
}

/** Reads the escape at the place, inside of a character class. */
export function readClassEscape(reader: RegexReader): Escape {
  const letter = reader.ahead(1);
  if (letter === 'b') return simple(reader, { kind: 'character', code: 8 });
  if (letter === 'p' || letter === 'P') return readProperty(reader);
  if (letter !== '' && 'kzABCGKRXZN'.includes(letter))
    reader.fail(`\\${letter} has no meaning inside […]`, reader.at, reader.at + 2);
  if (letter === '8' || letter === '9' || letter === 'g')
    return simple(reader, { kind: 'character', code: letter.charCodeAt(0) });
  return readCommon(reader, '', 'dhsvwDHSVW');
}

const control: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

function readCommon(reader: RegexReader, anchors: string, sets: string): Escape {
  const letter = reader.ahead(1);
  if (letter === '') return failed(reader, 'a backslash must not be the last character', 1);
  if (letter >= '0' && letter <= '7') return readOctal(reader);
  if (letter === 'x') return readHexadecimal(reader);
  if (letter === 'o') return readBracedOctal(reader);
  if (letter === 'c') return readControl(reader);
  if (letter === 'E') return simple(reader, { kind: 'nothing' });
  if (letter === 'Q') return simple(reader, { kind: 'literal' });
  if (anchors.includes(letter)) return simple(reader, { kind: 'anchor' });
  if (sets.includes(letter)) return simple(reader, { kind: 'set' });
  const code = Object.hasOwn(control, letter) ? control[letter] : undefined;
  if (code === undefined && /[A-Za-z]/.test(letter))
    return failed(reader, `\\${letter} has no meaning in a regular expression`, 2);
  return simple(reader, { kind: 'character', code: code ?? letter.charCodeAt(0) });
}

function simple(reader: RegexReader, result: Escape): Escape {
  reader.at += 2;
  return result;
}

function failed(reader: RegexReader, message: string, length: number): Escape {
  reader.fail(message, reader.at, Math.min(reader.at + length, reader.text.length));
  reader.at += length;
  return { kind: 'item' };
}

function readOctal(reader: RegexReader): Escape {
  const digits = reader.match(/\\([0-7]{1,3})/y)?.[1] ?? '';
  const code = Number.parseInt(digits, 8);
  if (code > 0xff) return failed(reader, `\\${digits} is no character: the largest is \\377`, 1 + digits.length);
  reader.at += 1 + digits.length;
  return { kind: 'character', code };
}

function readHexadecimal(reader: RegexReader): Escape {
  if (reader.ahead(2) === '{') return readBraced(reader, /\\x\{([0-9a-fA-F]+)\}/y, 16, 'hexadecimal');
  const digits = reader.match(/\\x([0-9a-fA-F]{0,2})/y)?.[1] ?? '';
  reader.at += 2 + digits.length;
  return { kind: 'character', code: Number.parseInt(digits || '0', 16) };
}

function readBracedOctal(reader: RegexReader): Escape {
  if (reader.ahead(2) !== '{') return failed(reader, '\\o needs its digits in braces: \\o{101}', 2);
  return readBraced(reader, /\\o\{([0-7]+)\}/y, 8, 'octal');
}

function readBraced(reader: RegexReader, pattern: RegExp, base: number, sort: string): Escape {
  const found = reader.match(pattern);
  const start = reader.at;
  if (!found) {
    // Newer versions take white space inside the braces.
    if (/^\\.\{[^}]*[ \t]/.test(reader.text.slice(start))) reader.giveUp();
    return failed(reader, `${sort} digits and a closing brace must follow`, 3);
  }
  const code = Number.parseInt(found[1] ?? '', base);
  reader.at += found[0].length;
  if (code > 0xff) reader.fail('the largest code of a character is 255, since Apache matches bytes', start, reader.at);
  return { kind: 'character', code };
}

function readControl(reader: RegexReader): Escape {
  const next = reader.ahead(2);
  if (next === '') return failed(reader, 'a character must follow \\c', 2);
  if (next < ' ' || next > '~') return failed(reader, 'a printable ASCII character must follow \\c', 3);
  reader.at += 3;
  return { kind: 'character', code: next.toUpperCase().charCodeAt(0) ^ 0x40 };
}

function readBackreference(reader: RegexReader): Escape {
  const digits = reader.match(/\\(\d+)/y)?.[1] ?? '';
  const number = Number(digits);
  if (number >= 10 && digits < '8' && number > reader.groupCount) return readOctal(reader);
  const start = reader.at;
  reader.at += 1 + digits.length;
  reader.refer(number, start);
  return { kind: 'item' };
}

function readProperty(reader: RegexReader): Escape {
  const found = reader.match(/\\[pP](?:\{[^}]*\}|[A-Za-z])/y);
  if (found && /[ {}\w^=:&,-]/.test(found[0])) {
    // Which properties there are depends on the version.
    reader.at += found[0].length;
    return { kind: 'set' };
  }
  return failed(reader, 'a property must follow, such as \\pL or \\p{Lu}', 2);
}

/** `\g` and `\k`: a number or a name in braces, angle brackets or quotes. */
function readNamed(reader: RegexReader, letter: string): Escape {
  const start = reader.at;
  const number = letter === 'g' && reader.match(/\\g(?:([+-]?)(\d+)|\{([+-]?)(\d+)\}|<([+-]?)(\d+)>|'([+-]?)(\d+)')/y);
  if (number) {
    reader.at += number[0].length;
    const [sign = '', digits = ''] = number.slice(1).filter((part) => part !== undefined);
    const isRecursion = /[<']/.test(number[0]);
    if (!isRecursion || digits !== '0' || sign) reader.referRelative(sign, digits, start);
    return { kind: 'item' };
  }
  const name = reader.match(/\\[gk](?:\{([A-Za-z_]\w*)\}|<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/y);
  if (!name) return failedName(reader, letter);
  reader.at += name[0].length;
  reader.refer(name[1] ?? name[2] ?? name[3] ?? '', start);
  return { kind: 'item' };
}

function failedName(reader: RegexReader, letter: string): Escape {
  const rest = reader.text.slice(reader.at + 2);
  if (/^[{<'][^}>']*[^\w}>'+-]/.test(rest)) reader.giveUp();
  return failed(reader, `the name or number of a group must follow \\${letter}, as in \\${letter}{name}`, 2);
}
