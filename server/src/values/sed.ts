// Commands of sed, as httpd's own copy of it compiles them (modules/filters/sed0.c).
import { refused, type ValueKind } from './kind.ts';

/** Looks at the first command only; a function with an address before it is taken as it is. */
export const sedCommand: ValueKind = {
  *check({ text }) {
    if (text === '') yield refused('a sed command is missing');
    else if (/^[\s\d$/\\]/.test(text)) yield* onlyAddress(text);
    else if (!/^[{}=:abcdDgGhHilnNpPqrstwxy!#;]/.test(text)) yield refused(`sed has no command '${text[0]}'`);
    else if (/^[dDgGhHlnNpPqx=]\w/.test(text))
      yield refused(`nothing may follow the sed command '${text[0]}' directly`);
    else if (/^[aci](?!\\)/.test(text)) yield refused(`the sed command '${text[0]}' needs a backslash behind it`);
    else if (/^[rw]\S/.test(text)) yield refused(`the sed command '${text[0]}' needs a space before its file`);
    else if (/^(?:s|y.)/.test(text) && delimitersIn(text) < 3)
      yield refused(`the sed command '${text[0]}' needs its delimiter three times, as in ${text[0]}/a/b/`);
  },
};

function* onlyAddress(text: string) {
  if (/^(?:\d[\d.,]*|\$)$/.test(text)) yield refused(`'${text}' is an address of sed without a command behind it`);
}

/** How often the character behind the command's name stands there, not counting escaped ones. */
function delimitersIn(text: string): number {
  const delimiter = text[1];
  let count = 0;
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === delimiter) count++;
  }
  return count;
}
