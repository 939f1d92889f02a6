// The variables, functions and operators of Apache's expression language.
import type { ExpressionName } from './expression-parser.ts';

/** Says whether httpd 2.4 and the modules that come with it know the name. */
export function knowsName(sort: ExpressionName['sort'], name: string): boolean {
  if (sort === 'unary operator') return 'nzRTdefsLhxFUA'.includes(name);
  if (sort === 'binary operator') return ['ipmatch', 'fnmatch', 'strmatch', 'strcmatch'].includes(name.toLowerCase());
  if (sort === 'list function') return name === 'PeerExtList';
  if (sort === 'variable') return /^(?:SSL_|HC_)/.test(name) || variableNames.has(name.toUpperCase());
  return functionNames.has(name.toLowerCase()) || name === 'SSL';
}

export const expressionVariables: readonly string[] = [
  'HTTPS', 'IPV6', 'CONN_LOG_ID', 'CONN_REMOTE_ADDR', 'HTTP2', 'REQUEST_METHOD', 'REQUEST_SCHEME', 'REQUEST_URI', 'REQUEST_FILENAME',
  'REMOTE_HOST', 'REMOTE_IDENT', 'REMOTE_USER', 'SERVER_ADMIN', 'SERVER_NAME', 'SERVER_PORT', 'SERVER_PROTOCOL', 'SCRIPT_FILENAME', 'PATH_INFO', 'QUERY_STRING', 'IS_SUBREQ',
  'DOCUMENT_ROOT', 'AUTH_TYPE', 'THE_REQUEST', 'CONTENT_TYPE', 'HANDLER', 'REQUEST_LOG_ID', 'SCRIPT_USER', 'SCRIPT_GROUP', 'DOCUMENT_URI',
  'LAST_MODIFIED', 'CONTEXT_PREFIX', 'CONTEXT_DOCUMENT_ROOT', 'REQUEST_STATUS', 'REMOTE_ADDR', 'REMOTE_PORT', 'HTTP_USER_AGENT',
  'HTTP_PROXY_CONNECTION', 'HTTP_REFERER', 'HTTP_COOKIE', 'HTTP_FORWARDED', 'HTTP_HOST', 'HTTP_ACCEPT', 'TIME_YEAR', 'TIME_MON', 'TIME_DAY',
  'TIME_HOUR', 'TIME_MIN', 'TIME_SEC', 'TIME_WDAY', 'TIME', 'SERVER_SOFTWARE', 'API_VERSION',
];

export const expressionFunctions: readonly string[] = [
  'osenv', 'env', 'resp', 'req', 'http', 'note', 'reqenv', 'req_novary', 'tolower', 'toupper', 'escape', 'unescape', 'file', 'filesize', 'base64', 'unbase64', 'sha1', 'md5', 'ldap',
];

const variableNames: ReadonlySet<string> = new Set(expressionVariables);
/** `hc` and the variables `HC_…` are there in ProxyHCExpr only. */
const functionNames: ReadonlySet<string> = new Set([...expressionFunctions, 'hc']);
