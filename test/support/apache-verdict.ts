// Reads what `apache2 -t` prints.

export interface Verdict {
  readonly ok: boolean;
  /** Where Apache places the error: 1-based, in `file`. */
  readonly line: number | undefined;
  /** The file, relative to the folder of the check where it lies in it. */
  readonly file: string | undefined;
  /** Apache's words for the error; empty where it accepts the file. */
  readonly message: string;
  /** All other lines that it printed, such as AH00111 for an undefined variable. */
  readonly warnings: readonly string[];
}

/** The verdict in `output`; `accepted` is whether the exit status was 0, `folder` where the checked file lies. */
export function readVerdict(output: string, accepted: boolean, folder: string): Verdict {
  const text = output.replaceAll(`${folder}/`, '');
  const lines = text.split('\n').filter((line) => line !== '' && line !== 'Syntax OK');
  if (accepted) return { ok: true, line: undefined, file: undefined, message: '', warnings: lines };
  const start = lines.findIndex((line) => /Syntax error on line \d+ of /.test(line));
  if (start < 0) return { ok: false, ...placeOfDefinition(text), message: lines.join('\n'), warnings: [] };
  return { ok: false, ...syntaxError(lines.slice(start)), warnings: lines.slice(0, start) };
}

/** An error in an included file names every file on the way; the last one holds it. */
function syntaxError(lines: readonly string[]): Pick<Verdict, 'line' | 'file' | 'message'> {
  const [first = '', ...rest] = lines;
  const places = [...first.matchAll(/Syntax error on line (\d+) of (.*?):(?=\s|$)/g)];
  const last = places.at(-1);
  const end = last === undefined ? 0 : last.index + last[0].length;
  const message = [first.slice(end), ...rest.filter((line) => !/^(Action '|The Apache error log)/.test(line))];
  return { ...useOf(last?.[2] ?? '', Number(last?.[1])), message: message.join('\n').trim() };
}

/** In the body of a macro Apache counts from its first line; here the line of the Use counts, of nested ones the outermost. */
function useOf(file: string, line: number): Pick<Verdict, 'line' | 'file'> {
  const use = /^macro .*used on line (\d+) of "([^"]*)"/.exec(file);
  return use ? { line: Number(use[1]), file: use[2] } : { line, file };
}

/** Errors found only after reading name the place where a section was defined. */
function placeOfDefinition(text: string): Pick<Verdict, 'line' | 'file'> {
  const place = /defined at (.*?):(\d+)/.exec(text);
  return { line: place === null ? undefined : Number(place[2]), file: place?.[1] };
}
