// Arguments of mod_ssl: cipher lists, session caches, OpenSSL's own commands.
import {
  type Candidate,
  type Finding,
  partOf,
  refused,
  type Value,
  type ValueContext,
  type ValueKind,
} from './kind.ts';
import { missing, pathCandidates, stateOf } from './paths.ts';

const cipherKeywords = [
  'HIGH',
  'MEDIUM',
  '!aNULL',
  '!eNULL',
  '!MD5',
  '!RC4',
  '!3DES',
  '!SHA1',
  '!kRSA',
  'ECDHE',
  'DHE',
  'EECDH',
  'EDH',
  'AESGCM',
  'CHACHA20',
  '@STRENGTH',
  '@SECLEVEL=2',
  'PROFILE=SYSTEM',
];
const ciphers = [
  ...[
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
  ],
  ...[
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'DHE-RSA-AES128-GCM-SHA256',
    'DHE-RSA-AES256-GCM-SHA384',
    'DHE-RSA-CHACHA20-POLY1305',
  ],
];
const suites = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'];

/** Ciphers joined by colons. The configuration test takes any text; an unknown list stops the start. */
export const cipherList: ValueKind = {
  *complete(value, { visit }) {
    const from = value.text.lastIndexOf(':') + 1;
    const span = partOf(value, from, value.text.length);
    const isModern = visit.words.some((word) => word.text === 'TLSv1.3');
    for (const label of isModern ? suites : [...ciphers, ...cipherKeywords])
      yield { label, span, detail: isModern ? 'TLS 1.3' : 'up to TLS 1.2' };
  },
};

export const ciphersuites: ValueKind = {
  *complete(value) {
    const span = partOf(value, value.text.lastIndexOf(':') + 1, value.text.length);
    for (const label of suites) yield { label, span };
  },
};

/** Providers of the shared object cache that come with Apache. */
const cacheProviders = ['shmcb', 'dbm', 'memcache', 'redis', 'default'];

/** `none`, or `provider:arguments`. */
export const sessionCache: ValueKind = {
  *check(value, context) {
    if (!/^none(?:notnull)?$/i.test(value.text)) yield* cacheFindings(value, context);
  },
  *complete(value, context) {
    yield { label: 'none', kind: 'keyword', detail: 'no cache' };
    yield* cacheCandidates(value, context);
  },
};

/** `provider[:arguments]` */
export const socache: ValueKind = { check: cacheFindings, complete: cacheCandidates };

function* cacheFindings(value: Value, context: ValueContext): Generator<Finding> {
  const colon = value.text.indexOf(':');
  const name = colon < 0 ? value.text : value.text.slice(0, colon);
  const rest = colon < 0 ? '' : value.text.slice(colon + 1);
  if (!cacheProviders.includes(name)) yield* unknownCache(name, value, context);
  else if (name === 'shmcb' && context.visit.info?.module.module === 'mod_ssl')
    yield* sizeFindings(rest, value, colon + 1);
  else if ((name === 'memcache' || name === 'redis') && rest === '' && context.visit.info?.module.module === 'mod_ssl')
    yield refused(`${name}: needs the servers behind it: ${name}:host:port`);
}

/** Other modules may bring other providers. */
function* unknownCache(name: string, value: Value, { configuration }: ValueContext): Generator<Finding> {
  if (!configuration.isComplete && name !== '' && !/^[-+/.]/.test(name)) return;
  yield refused(`there is no cache '${name}': expected ${cacheProviders.join(', ')}`, {
    span: partOf(value, 0, Math.max(name.length, 1)),
  });
}

function* sizeFindings(rest: string, value: Value, from: number): Generator<Finding> {
  const open = rest.lastIndexOf('(');
  if (open < 0) return;
  const span = partOf(value, from + open, value.text.length);
  const size = /^\((\d+)\)$/.exec(rest.slice(open))?.[1];
  if (!rest.endsWith(')')) yield refused("the size needs a closing ')'", { span });
  else if (size === undefined) yield refused('the size must be a number of bytes', { span });
  else if (Number(size) < 8192) yield refused('the cache must have at least 8192 bytes', { span });
  else if (Number(size) >= 4294967295) yield refused('the cache must have less than 4294967295 bytes', { span });
}

function* cacheCandidates(value: Value, context: ValueContext): Generator<Candidate> {
  if (!value.text.includes(':')) {
    yield { label: 'shmcb:', kind: 'keyword', detail: 'shared memory, with a size in bytes: shmcb:/path(512000)' };
    for (const label of ['dbm:', 'memcache:', 'redis:']) yield { label, kind: 'keyword' };
    return;
  }
  const from = value.text.indexOf(':') + 1;
  const span = partOf(value, from, value.text.length);
  for (const candidate of pathCandidates({ text: value.text.slice(from), span }, context)) yield { ...candidate, span };
}

const commands: Readonly<Record<string, string>> = {
  Curves: 'groups for the key exchange, joined by colons',
  Groups: 'the same as Curves',
  ECDHParameters: 'one curve for temporary keys',
  SignatureAlgorithms: 'signature algorithms, joined by colons',
  ClientSignatureAlgorithms: 'those that a client certificate may use',
  MinProtocol: 'the oldest protocol',
  MaxProtocol: 'the newest protocol',
  Protocol: 'protocols, joined by commas',
  CipherString: 'ciphers up to TLS 1.2',
  Ciphersuites: 'suites of TLS 1.3',
  Options: 'options such as -SessionTicket, joined by commas',
  VerifyMode: 'what is asked of the client',
  DHParameters: 'file with Diffie-Hellman parameters',
  Certificate: 'file with the certificate',
  PrivateKey: 'file with the private key',
  ServerInfoFile: 'file with extensions',
  ChainCAFile: 'file of authorities for the chain',
  ChainCAPath: 'folder of authorities for the chain',
  VerifyCAFile: 'file of authorities that client certificates are checked with',
  VerifyCAPath: 'folder of authorities that client certificates are checked with',
  ClientCAFile: 'file of names that are sent to the client',
  ClientCAPath: 'folder of names that are sent to the client',
  RequestCAFile: 'file of authorities to ask for',
  RequestCAPath: 'folder of authorities to ask for',
  RecordPadding: 'TLS 1.3: pad records to a multiple of this',
  NumTickets: 'TLS 1.3: session tickets sent after a handshake',
};
const commandNames: ReadonlySet<string> = new Set(Object.keys(commands).map((name) => name.toLowerCase()));

/** A command of OpenSSL's SSL_CONF. */
export const opensslCommand: ValueKind = {
  *check(value) {
    const isFlag = /^-|_/.test(value.text);
    if (isFlag)
      yield refused(
        `OpenSSL has no configuration command '${value.text}'; the names are those of its configuration files, such as MinProtocol`,
      );
    else if (!commandNames.has(value.text.toLowerCase()) && !/^(?:\w+CAStore|[rt]xCertComp)$/i.test(value.text))
      yield refused(`OpenSSL has no configuration command '${value.text}'`);
  },
  *complete() {
    for (const [label, detail] of Object.entries(commands)) yield { label, detail, kind: 'keyword' };
  },
  hover: (value) => {
    const name = Object.keys(commands).find((candidate) => candidate.toLowerCase() === value.text.toLowerCase());
    return name ? `\`${name}\`: ${commands[name]}.` : undefined;
  },
};

/** The value of an SSL_CONF command that names a file or folder, which must exist. */
export function* opensslFileFindings(command: string, value: Value, context: ValueContext): Generator<Finding> {
  const state = stateOf(value.text, context);
  const wantsFile = /^(?:DHParameters|Certificate|PrivateKey|ServerInfoFile|\w+CAFile)$/i.test(command);
  if (wantsFile && (state === 'missing' || state === 'empty-file' || state === 'directory'))
    yield missing(`the file ${value.text} does not exist or is empty: Apache refuses to start`);
  if (/^\w+CAPath$/i.test(command) && state !== 'directory' && state !== 'unknown')
    yield missing(`there is no folder ${value.text}: Apache refuses to start`);
}

const variables = [
  'SSL_CLIENT_S_DN',
  'SSL_CLIENT_S_DN_CN',
  'SSL_CLIENT_S_DN_Email',
  'SSL_CLIENT_SAN_Email_0',
  'SSL_CLIENT_SAN_DNS_0',
  'SSL_CLIENT_I_DN',
  'SSL_CLIENT_M_SERIAL',
  'SSL_CLIENT_CERT',
  'SSL_CLIENT_VERIFY',
  'SSL_PROTOCOL',
  'SSL_CIPHER',
  'SSL_CIPHER_USEKEYSIZE',
  'SSL_SESSION_ID',
  'SSL_SERVER_S_DN_CN',
  'SSL_TLS_SNI',
  'HTTPS',
];

/** A variable of mod_ssl. */
export const sslVariable: ValueKind = {
  *complete() {
    for (const label of variables) yield { label, kind: 'variable' };
  },
};
