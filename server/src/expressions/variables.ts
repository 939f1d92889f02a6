// The variables of expressions: %{NAME}. Case does not matter in their names.

interface Variable {
  readonly name: string;
  readonly summary: string;
}

const request: readonly Variable[] = [
  { name: 'REQUEST_URI', summary: 'The path of the URL, without the query string.' },
  { name: 'REQUEST_METHOD', summary: 'The method, such as GET.' },
  { name: 'QUERY_STRING', summary: 'What follows the `?` of the URL.' },
  { name: 'REQUEST_SCHEME', summary: 'http or https.' },
  {
    name: 'REQUEST_FILENAME',
    summary: 'The file that the URL stands for; before that is known, the same as REQUEST_URI.',
  },
  { name: 'SCRIPT_FILENAME', summary: 'The same as REQUEST_FILENAME.' },
  { name: 'REQUEST_STATUS', summary: 'The status of the response, so far as it is known already.' },
  { name: 'REQUEST_LOG_ID', summary: 'The identifier of the request in the error log.' },
  { name: 'THE_REQUEST', summary: 'The first line of the request, such as `GET / HTTP/1.1`.' },
  { name: 'PATH_INFO', summary: 'What the URL holds behind the path of the file.' },
  { name: 'DOCUMENT_URI', summary: 'The same as REQUEST_URI, or what server-side includes have set.' },
  { name: 'CONTENT_TYPE', summary: 'The media type of the response; not available in `<If>`.' },
  { name: 'HANDLER', summary: 'The name of the handler that makes the response.' },
  { name: 'IS_SUBREQ', summary: 'true in a subrequest, else false.' },
  { name: 'LAST_MODIFIED', summary: 'When the file was changed, as YYYYMMDDhhmmss.' },
  { name: 'SCRIPT_USER', summary: 'The user who owns the file.' },
  { name: 'SCRIPT_GROUP', summary: 'The group that owns the file.' },
  { name: 'CONTEXT_PREFIX', summary: 'The URL prefix of the Alias or user folder that served the request.' },
  { name: 'CONTEXT_DOCUMENT_ROOT', summary: 'The folder behind CONTEXT_PREFIX.' },
  { name: 'DOCUMENT_ROOT', summary: 'The folder that DocumentRoot names.' },
];

const headers: readonly Variable[] = [
  { name: 'HTTP_HOST', summary: 'The request header Host.' },
  { name: 'HTTP_USER_AGENT', summary: 'The request header User-Agent.' },
  { name: 'HTTP_REFERER', summary: 'The request header Referer.' },
  { name: 'HTTP_COOKIE', summary: 'The request header Cookie.' },
  { name: 'HTTP_ACCEPT', summary: 'The request header Accept.' },
  { name: 'HTTP_FORWARDED', summary: 'The request header Forwarded; X-Forwarded-For is `%{req:X-Forwarded-For}`.' },
  { name: 'HTTP_PROXY_CONNECTION', summary: 'The request header Proxy-Connection.' },
];

const connection: readonly Variable[] = [
  { name: 'REMOTE_ADDR', summary: "The client's address; with mod_remoteip the one that the proxy tells." },
  { name: 'REMOTE_PORT', summary: "The client's port." },
  { name: 'REMOTE_HOST', summary: "The client's host name, for which Apache asks the name service." },
  { name: 'REMOTE_USER', summary: 'The user who has signed in.' },
  { name: 'REMOTE_IDENT', summary: 'The user as mod_ident found out.' },
  { name: 'AUTH_TYPE', summary: 'How the user has signed in, such as Basic.' },
  { name: 'CONN_REMOTE_ADDR', summary: 'The address at the other end of the connection, a proxy perhaps.' },
  { name: 'CONN_LOG_ID', summary: 'The identifier of the connection in the error log.' },
  { name: 'HTTPS', summary: 'on where the connection uses TLS, else off.' },
  { name: 'HTTP2', summary: 'on where the connection uses HTTP/2, else off.' },
  { name: 'IPV6', summary: 'on where the connection uses IPv6, else off.' },
];

const server: readonly Variable[] = [
  { name: 'SERVER_NAME', summary: 'The name of the virtual host, as UseCanonicalName decides.' },
  { name: 'SERVER_PORT', summary: 'The port, as UseCanonicalPhysicalPort decides.' },
  { name: 'SERVER_PROTOCOL', summary: 'The protocol of the request, such as HTTP/1.1.' },
  { name: 'SERVER_ADMIN', summary: 'The address that ServerAdmin names.' },
  { name: 'SERVER_SOFTWARE', summary: 'What Apache tells about itself, as ServerTokens decides.' },
  { name: 'API_VERSION', summary: "The number of Apache's module interface." },
];

const time: readonly Variable[] = [
  { name: 'TIME', summary: 'Now, as YYYYMMDDhhmmss in local time.' },
  { name: 'TIME_YEAR', summary: 'The year, four digits.' },
  { name: 'TIME_MON', summary: 'The month, 01 to 12.' },
  { name: 'TIME_DAY', summary: 'The day, 01 to 31.' },
  { name: 'TIME_HOUR', summary: 'The hour, 00 to 23.' },
  { name: 'TIME_MIN', summary: 'The minute, 00 to 59.' },
  { name: 'TIME_SEC', summary: 'The second, 00 to 60.' },
  { name: 'TIME_WDAY', summary: 'The day of the week: 0 is Sunday.' },
];

const tls: readonly Variable[] = [
  { name: 'SSL_PROTOCOL', summary: 'The version of TLS, such as TLSv1.3.' },
  { name: 'SSL_CIPHER', summary: 'The cipher that was agreed on.' },
  { name: 'SSL_CIPHER_USEKEYSIZE', summary: 'How many bits of the cipher key are really used.' },
  { name: 'SSL_TLS_SNI', summary: 'The host name that the client asked for in the handshake.' },
  { name: 'SSL_SESSION_RESUMED', summary: 'Initial or Resumed.' },
  {
    name: 'SSL_CLIENT_VERIFY',
    summary: 'NONE, SUCCESS, GENEROUS or FAILED:reason: what became of the client certificate.',
  },
  { name: 'SSL_CLIENT_S_DN', summary: 'Whom the client certificate names.' },
  { name: 'SSL_CLIENT_S_DN_CN', summary: 'The common name in the client certificate.' },
  { name: 'SSL_CLIENT_S_DN_O', summary: 'The organisation in the client certificate.' },
  { name: 'SSL_CLIENT_I_DN', summary: 'Who signed the client certificate.' },
  { name: 'SSL_CLIENT_M_SERIAL', summary: 'The serial number of the client certificate.' },
  {
    name: 'SSL_CLIENT_SAN_Email_0',
    summary: 'The first e-mail address among the alternative names of the client certificate.',
  },
  {
    name: 'SSL_CLIENT_SAN_DNS_0',
    summary: 'The first host name among the alternative names of the client certificate.',
  },
  { name: 'SSL_CLIENT_V_REMAIN', summary: 'How many days the client certificate is still valid.' },
  { name: 'SSL_CLIENT_CERT', summary: 'The client certificate, PEM encoded.' },
];

/** The commonest first; mod_ssl takes every other name that begins with SSL_, too. */
export const variables: readonly Variable[] = [...request, ...headers, ...connection, ...server, ...time, ...tls];
