// The names that expressions can use, with one line of documentation each.
import type { NameSort } from './tree.ts';
import { variables } from './variables.ts';

export interface Entry {
  readonly name: string;
  readonly summary: string;
  /** Its argument must be an address or network that is known when the configuration is read. */
  readonly wantsSubnet?: boolean;
}

/** All names of one sort, in the order in which they are offered. */
export function entriesOf(sort: NameSort): readonly Entry[] {
  return entries[sort];
}

const functions: readonly Entry[] = [
  { name: 'req', summary: 'The request header of that name; the response gets a matching `Vary`.' },
  { name: 'http', summary: 'The same as `req`.' },
  { name: 'req_novary', summary: 'The request header of that name, without a `Vary` in the response.' },
  { name: 'resp', summary: 'The response header of that name; most of them exist only once the handler has run.' },
  {
    name: 'reqenv',
    summary: 'The variable of that name in the environment of the request, as SetEnv and SetEnvIf fill it.',
  },
  { name: 'osenv', summary: 'The variable of that name in the environment of the Apache process.' },
  { name: 'env', summary: 'The request note, else the request variable, else the process variable of that name.' },
  { name: 'note', summary: 'The note of that name, which modules leave on a request for one another.' },
  { name: 'tolower', summary: 'The text in lower case.' },
  { name: 'toupper', summary: 'The text in upper case.' },
  { name: 'escape', summary: 'The text with special characters written as `%xx`.' },
  { name: 'unescape', summary: 'The text with `%xx` decoded; nothing where that would give `%00` or a slash.' },
  { name: 'base64', summary: 'The text encoded as Base64.' },
  { name: 'unbase64', summary: 'The text decoded from Base64.' },
  { name: 'md5', summary: 'The MD5 digest of the text, in hexadecimal digits.' },
  { name: 'sha1', summary: 'The SHA-1 digest of the text, in hexadecimal digits.' },
  { name: 'file', summary: 'The content of the file of that name, line ends included.' },
  { name: 'filesize', summary: 'The size in bytes of the file of that name, 0 where it is missing.' },
  { name: 'ldap', summary: 'The text escaped for a distinguished name or a filter of LDAP.' },
  { name: 'SSL', summary: 'The variable of mod_ssl of that name, such as SSL_PROTOCOL.' },
  { name: 'HC', summary: 'In a health check: `BODY` is what the back end answered.' },
];

const listFunctions: readonly Entry[] = [
  {
    name: 'PeerExtList',
    summary: 'All values of an extension, by name or object identifier, in the certificate of the client.',
  },
];

const unary: readonly Entry[] = [
  { name: 'n', summary: 'True where the text is not empty.' },
  { name: 'z', summary: 'True where the text is empty.' },
  { name: 'd', summary: 'True where the path is a folder.' },
  { name: 'e', summary: 'True where the path exists.' },
  { name: 'f', summary: 'True where the path is a regular file.' },
  { name: 's', summary: 'True where the path is a regular file that is not empty.' },
  { name: 'L', summary: 'True where the path is a symbolic link.' },
  { name: 'h', summary: 'True where the path is a symbolic link.' },
  { name: 'x', summary: 'True where somebody may execute the file.' },
  { name: 'F', summary: 'True where a subrequest finds the file accessible under all access rules; costs time.' },
  { name: 'U', summary: 'True where a subrequest finds the URL path accessible under all access rules; costs time.' },
  { name: 'A', summary: 'The same as `-U`.' },
  { name: 'R', summary: "True where the client's address lies in the network.", wantsSubnet: true },
  { name: 'T', summary: 'False for the empty text, 0, off, false and no; true for all others.' },
];

const binary: readonly Entry[] = [
  {
    name: 'ipmatch',
    summary: 'True where the address on the left lies in the network on the right.',
    wantsSubnet: true,
  },
  { name: 'strmatch', summary: 'True where the left side fits the pattern on the right: `*`, `?` and `[a-z]`.' },
  { name: 'strcmatch', summary: 'As `-strmatch`, ignoring case.' },
  { name: 'fnmatch', summary: 'As `-strmatch`, but `*` and `?` do not go over a slash.' },
];

const entries: Readonly<Record<NameSort, readonly Entry[]>> = {
  variable: variables,
  function: functions,
  'list-function': listFunctions,
  unary,
  binary,
};

/** The operators that httpd's grammar knows by itself, and its other words. */
export const operators: Readonly<Record<string, string>> = {
  '==': 'True where both texts are the same.',
  '=': 'The same as `==`.',
  '!=': 'True where the texts differ.',
  '<': 'True where the left text sorts before the right one.',
  '<=': 'True where the left text sorts before the right one or is the same.',
  '>': 'True where the left text sorts behind the right one.',
  '>=': 'True where the left text sorts behind the right one or is the same.',
  '=~': 'True where the text fits the regular expression; its groups become $1 to $9.',
  '!~': 'True where the text does not fit the regular expression.',
  '-eq': 'True where both numbers are the same; `eq` says so, too.',
  '-ne': 'True where the numbers differ; `ne` says so, too.',
  '-lt': 'True where the left number is smaller; `lt` says so, too.',
  '-le': 'True where the left number is smaller or the same; `le` says so, too.',
  '-gt': 'True where the left number is larger; `gt` says so, too.',
  '-ge': 'True where the left number is larger or the same; `ge` says so, too.',
  '-in': "True where the text is one of a list such as {'a', 'b'}; `in` says so, too.",
  '&&': 'True where both sides are true; `and` says so, too.',
  '||': 'True where one side is true; `or` says so, too.',
  '!': 'True where what follows is false; `not` says so, too.',
  '.': 'Joins two texts.',
  true: 'Always true.',
  false: 'Always false.',
};
