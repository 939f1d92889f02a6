// Judges from the first lines of a file whether it clearly is an Apache configuration.

/** How many lines are worth a look: a file may begin with a long comment. */
export const LINES = 300;

/** What comes later in a line does not matter, and a line may be a megabyte long. */
const COLUMNS = 300;

/** One section, one module or two directives that only Apache has are enough. */
const ENOUGH = 3;

interface Sign {
  readonly pattern: RegExp;
  readonly weight: number;
}

const SECTIONS =
  'AuthnProviderAlias|AuthzProviderAlias|Directory|DirectoryMatch|Files|FilesMatch|IfDefine|IfDirective|IfFile|IfModule|IfSection|IfVersion|Location|LocationMatch|Macro|Proxy|ProxyMatch|RequireAll|RequireAny|RequireNone|VirtualHost';

const PROXY =
  'AddHeaders|BadHeader|Block|Domain|ErrorOverride|ExpressDBMFile|FCGI\\w+|HCExpr|HCTemplate|HTMLEnable|HTMLURLMap|IOBufferSize|MaxForwards|Pass|PassMatch|PassReverse|PassReverseCookieDomain|PassReverseCookiePath|PreserveHost|ReceiveBufferSize|Remote|RemoteMatch|Requests|Set|Timeout|Via';

const COMMON =
  'AddHandler|AddType|Alias|AliasMatch|AllowOverride|CustomLog|DirectoryIndex|DocumentRoot|ErrorDocument|Header|IncludeOptional|KeepAliveTimeout|Listen|LogFormat|Options|Redirect|RedirectMatch|RequestHeader|Require|ScriptAlias|ServerAdmin|ServerAlias|ServerName|ServerRoot|SetEnvIf|SetHandler|TypesConfig';

const SIGNS: readonly Sign[] = [
  { pattern: new RegExp(`^<(${SECTIONS})(\\s[^<>]*)?>$`, 'i'), weight: 3 },
  // Without its end, too: whoever writes the first line of a new file is to be offered what comes next.
  { pattern: /^<VirtualHost\s+\S/i, weight: 3 },
  { pattern: /^LoadModule\s+\w+_module\s+\S+$/i, weight: 3 },
  { pattern: /^WSGI[A-Z]\w+\s+\S/, weight: 3 },
  {
    pattern:
      /^SSL(Engine|Certificate|CACertificate|CipherSuite|Protocol|Verify|Session|Stapling|Proxy|Options)\w*\s+\S/,
    weight: 2,
  },
  { pattern: new RegExp(`^Proxy(${PROXY})\\s+\\S`), weight: 2 },
  { pattern: /^Balancer(Member|Growth|Inherit|Persist)\s+\S/, weight: 2 },
  { pattern: /^Rewrite(Base|Cond|Engine|Map|Options|Rule)\s+\S/, weight: 2 },
  { pattern: new RegExp(`^(${COMMON})\\s+\\S`), weight: 1 },
];

/** What never stands in an Apache configuration, but in those that look like one in places. */
const FOREIGN: readonly RegExp[] = [
  // nginx, BIND, HAProxy's and lighttpd's relatives: blocks in braces, statements that end in a semicolon.
  /(^|\s)\{$/,
  /^\}/,
  /^[a-z]\w*(\s[^"'#]*)?;$/,
  // ini, systemd, Java properties, shell variables.
  /^\[[^\]]+\]$/,
  /^[\w.-]+\s*=/,
  // XML: D-Bus, fontconfig.
  /^<[?!]/,
  /\/>$/,
  /^(?!<\/).*<\/[\w:-]+>$/,
  // ProFTPD, whose sections have the same names.
  /^LoadModule\s+mod_\w+\.c$/i,
  /^<(Anonymous|Global)\b/i,
  /^(DefaultRoot|MaxInstances|ModulePath|ServerType|TLSEngine|UseFtpUsers)\s/i,
  /^<IfModule\s+!?mod_(ban|ctrls|delay|ls|quotatab|sftp|sql|tls)\w*\.c>/i,
  // OpenSSH.
  /^(Host|Match|ProxyCommand|ProxyJump)\s/,
];

/** Whether `text` is an Apache configuration beyond doubt; a single foreign line means no. */
export function isClearlyApache(text: string): boolean {
  const lines = statements(text);
  if (lines.some((line) => FOREIGN.some((pattern) => pattern.test(line)))) return false;
  return lines.reduce((score, line) => score + weightOf(line), 0) >= ENOUGH;
}

/** Lines without comments, continued ones joined: `home=/srv` on a line of its own belongs to the line before. */
function statements(text: string): string[] {
  const head = text.split(/\r?\n/, LINES).join('\n');
  const lines = head.replace(/\\\n/g, ' ').split('\n');
  const trimmed = lines.map((line) =>
    line
      .replace(/^\uFEFF/, '')
      .trim()
      .slice(0, COLUMNS),
  );
  return trimmed.filter((line) => line !== '' && !line.startsWith('#'));
}

function weightOf(line: string): number {
  return SIGNS.find((sign) => sign.pattern.test(line))?.weight ?? 0;
}
