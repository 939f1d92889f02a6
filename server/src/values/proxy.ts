// Targets of mod_proxy: back ends, balancers, forward proxies, as ap_proxy_define_worker reads them.
import { hostOf } from '../configuration/hosts.ts';
import { mappingsOf } from '../configuration/proxies.ts';
import { enclosing } from '../configuration/visit.ts';
import { areInSameServer, declarationsOf } from './declarations.ts';
import {
  type Candidate,
  doubtful,
  type Finding,
  partOf,
  refused,
  type Value,
  type ValueContext,
  type ValueKind,
} from './kind.ts';

/** `scheme://host[:port][/path]`, `unix:/socket|scheme://host`, or `balancer://name`. */
export const proxyUrl: ValueKind = {
  fits: (text) => text.includes(':') && !/^[\w.-]+=/.test(text),
  check: urlFindings,
  complete: targetCandidates,
};

/** A back end, or `!` for none. */
export const proxyTarget: ValueKind = {
  *check(value) {
    if (value.text !== '!') yield* urlFindings(value);
  },
  *complete(value, context) {
    yield { label: '!', kind: 'keyword', detail: 'do not hand on' };
    yield* targetCandidates(value, context);
  },
};

/** A back end with `$1` and the like in it, also right behind the port. */
export const proxyTargetMatch: ValueKind = {
  *check(value) {
    const port = /^([^:/]*:\/\/[^:/]*:[^$/]*)\$\d[^/]*/.exec(value.text);
    if (value.text !== '!')
      yield* urlFindings(port ? { ...value, text: (port[1] ?? '') + value.text.slice(port[0].length) } : value);
  },
  complete: proxyTarget.complete ?? targetCandidates,
};

/** The back end of a ProxyPass of the same host, as ProxyPassReverse repeats it; that of the same path comes first. */
export const mappedUrl: ValueKind = {
  *complete(_value, { configuration, visit }) {
    const path = (enclosing(visit, 'location') ?? visit).words[0]?.text;
    const mappings = mappingsOf(hostOf(visit, configuration)).filter(({ target, isPattern }) => {
      return !isPattern && target.text !== '!' && !target.text.startsWith('unix:');
    });
    for (const mapping of mappings) {
      const kind = mapping.path.text === path ? 'reference' : 'value';
      yield { label: mapping.target.text, kind, detail: `ProxyPass ${mapping.path.text}` };
    }
  },
};

/** `balancer://name` */
export const balancerUrl: ValueKind = {
  fits: (text) => /^[a-z]+:\/\//i.test(text),
  *check(value) {
    if (!/^[^:]*:\/\/[\s\S]/.test(value.text))
      yield refused(`'${value.text}' is no balancer name: expected balancer://name`);
    else if (!/^balancer:/i.test(value.text))
      yield doubtful(`expected balancer://name: '${value.text}' names a balancer that no balancer:// URL leads to`);
  },
  complete: balancerCandidates,
};

/** What `<Proxy>` applies to: a URL, a pattern, or anything. */
export const proxyMatch: ValueKind = {
  fits: (text) => !/^\w+=/.test(text),
  complete: targetCandidates,
};

/** `scheme://host[:port]` of another proxy. */
export const remoteUrl: ValueKind = {
  *check(value) {
    const match = /^[^:]*:\/\/([^:]+)(?::(.*))?$/.exec(value.text);
    const port = match?.[2];
    if (!match) yield refused(`expected scheme://host:port of the other proxy, got '${value.text}'`);
    else if (port !== undefined && (!/^\s*[+]?\d/.test(port) || Number.parseInt(port, 10) > 65535))
      yield refused(`the port '${port}' is not from 0 to 65535`);
  },
};

/** A way to choose the member of a balancer; other modules may bring further ones. */
export const balancerMethod: ValueKind = {
  *check(value, { configuration }) {
    if (configuration.isComplete || !/^[a-z]\w*$/.test(value.text))
      yield refused(
        `there is no way to balance called '${value.text}': expected byrequests, bytraffic, bybusyness or heartbeat`,
      );
  },
};

/** Flags of a worker, each with an optional sign. */
export const workerStatus: ValueKind = {
  *check(value) {
    const at = [...value.text].findIndex((letter) => !'oingudsehrfc+-'.includes(letter.toLowerCase()));
    if (at >= 0)
      yield refused(
        `'${value.text[at]}' is no flag: expected letters of D S I R H E N C F, each with + or - before it`,
        { span: partOf(value, at, at + 1) },
      );
  },
  *complete(value) {
    const flags = {
      D: 'disabled',
      S: 'stopped',
      I: 'errors are ignored',
      R: 'hot spare',
      H: 'hot standby',
      E: 'in error',
      N: 'drain',
    };
    for (const [flag, detail] of Object.entries(flags))
      yield { label: `${value.text.replace(/\w$/, '')}${flag}`, detail };
  },
};

/** `.example.com` */
export const domainSuffix: ValueKind = {
  *check(value) {
    if (!value.text.startsWith('.'))
      yield refused('the domain must start with a dot', { replacements: [`.${value.text}`], isSameMeaning: true });
  },
};

/** `NAME`, or `!NAME` to remove it. */
export const envChange: ValueKind = {
  *check(value) {
    if (value.text === '!') yield refused("'!' must be followed by the name of a variable");
  },
};

export const urlMapFlags: ValueKind = {};

function* urlFindings(value: Value): Generator<Finding> {
  const message = urlProblem(value.text);
  if (message) yield refused(message);
}

/** Why Apache refuses a back end's URL. */
function urlProblem(text: string): string | undefined {
  if (/^balancer:/i.test(text))
    return /^balancer:\/\/[\s\S]/i.test(text) ? undefined : `'${text}' is no balancer name: expected balancer://name`;
  const socket = /^unix:[^|]*\|([\s\S]*)$/i.exec(text);
  const rest = socket?.[1] ?? text;
  if (socket && !rest.includes(':')) return "behind the '|' of a unix socket comes a URL such as http://localhost/";
  if (/^unix:/i.test(text) && !socket)
    return "a unix socket needs '|' and a URL behind it: unix:/path/to.sock|http://localhost/";
  const match = /^([^:/?#]*):(\/\/)?([^/?#]*)/.exec(rest);
  if (!match || match[1] === '') return `the URL must be absolute, with a scheme such as http://: '${text}'`;
  if (!/^[a-z][a-z\d+.-]*$/i.test(match[1] ?? ''))
    return `'${match[1]}' is no scheme of a URL: expected http:// or the like`;
  if (match[2] === undefined)
    return socket ? undefined : `the URL must be absolute: // is missing behind '${match[1]}:'`;
  if (match[3] === '') return socket ? undefined : 'the URL has no host';
  return hostProblem(match[3] ?? '');
}

function hostProblem(authority: string): string | undefined {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const isBracketed = host.startsWith('[');
  if (isBracketed && !host.includes(']')) return "the IPv6 address is not closed by ']'";
  const behind = isBracketed ? host.slice(host.indexOf(']') + 1) : host;
  const colon = behind.indexOf(':');
  const port = colon < 0 ? '' : behind.slice(colon + 1);
  return /^\s*[+-]?\d+$/.test(port) || port === '' ? undefined : `'${port}' is no port`;
}

const schemes = [
  'http://',
  'https://',
  'ws://',
  'wss://',
  'h2://',
  'h2c://',
  'fcgi://',
  'scgi://',
  'uwsgi://',
  'ajp://',
  'balancer://',
  'unix:/',
];

function* targetCandidates(value: Value, context: ValueContext): Generator<Candidate> {
  yield* balancerCandidates(value, context);
  if (!value.text.includes('://')) for (const label of schemes) yield { label, kind: 'keyword' };
}

/** The balancers of this server, as `<Proxy balancer://…>` and BalancerMember define them. */
function* balancerCandidates(_value: Value, { configuration, visit }: ValueContext): Generator<Candidate> {
  for (const key of ['<proxy', 'balancermember']) {
    for (const { name, visit: place } of declarationsOf(configuration, key)) {
      if (/^balancer:\/\//i.test(name) && areInSameServer(place, visit))
        yield { label: name, kind: 'reference', detail: 'balancer' };
    }
  }
}
