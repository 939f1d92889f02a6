// Words to put in the places of the syntax lines: some that are right, and some that are wrong.
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import type { DirectiveInfo } from '../../server/src/catalogue/directive-info.ts';
import type { Slot, Term } from '../../server/src/catalogue/syntax-line.ts';

/** One word for each required place of the directive's arguments. */
export function sampleWords(info: DirectiveInfo): string[] {
  return info.slots().flatMap((slot) => (slot.isOptional ? [] : [wordFor(slot)]));
}

/** The same words with one place changed: for each place the other alternatives, the ends of ranges, and words of other sorts. */
export function* changedWords(info: DirectiveInfo): Generator<string[]> {
  const words = sampleWords(info);
  const slots = info.slots();
  for (const [index, slot] of slots.entries()) {
    if (index > words.length) return;
    for (const word of variants(slot)) yield [...words.slice(0, index), word, ...words.slice(index + 1)];
  }
}

const wrong = ['banana', '-1'];

function variants(slot: Slot): string[] {
  const right = slot.alternatives.map(wordOf);
  const ends = slot.alternatives.flatMap((term) =>
    term.type === 'kind' ? [term.minimum, term.maximum].flatMap((end) => (end === undefined ? [] : around(end))) : [],
  );
  return [...new Set([...right, ...ends, ...wrong])];
}

function around(end: number): string[] {
  return [end - 1, end, end + 1].map(String);
}

function wordFor(slot: Slot): string {
  const [first] = slot.alternatives;
  return first ? wordOf(first) : 'x';
}

function wordOf(term: Term): string {
  if (term.type === 'literal') return term.text;
  if (term.type === 'option') return `${term.name}=${term.value[0] ? wordOf(term.value[0]) : 'x'}`;
  if (term.type === 'group') return `${Object.keys(catalogue.group(term.group).parameters)[0] ?? 'x'}=1`;
  return samples[term.kind] ?? String(term.minimum ?? 'x');
}

/** What a word of a kind looks like, where `x` would not do. */
const samples: Readonly<Record<string, string>> = {
  integer: '5',
  number: '5',
  bytes: '1024',
  kilobytes: '64',
  size: '1024',
  'byte-size': '1024',
  seconds: '5',
  milliseconds: '5',
  duration: '5',
  'zero-or': '5',
  float: '1.5',
  'positive-float': '1.5',
  octal: '022',
  port: '8443',
  'power-of-two': '8',
  'status-code': '404',
  'response-code': '404',
  'local-url': '/x',
  'location-pattern': '/x',
  'url-path': '/x',
  'absolute-path': '/x',
  'script-path': '/x',
  path: '/x',
  url: 'http://www.example.com/',
  'proxy-url': 'http://127.0.0.1:8000/',
  'remote-url': 'http://127.0.0.1:8000/',
  'balancer-url': 'http://127.0.0.1:8000',
  'proxy-target': 'http://127.0.0.1:8000/',
  'proxy-target-match': 'http://127.0.0.1:8000/',
  'existing-directory': '/tmp',
  'existing-file': '/etc/passwd',
  'certificate-file': '/etc/passwd',
  'private-key-file': '/etc/passwd',
  'ip-range': '10.0.0.0/8',
  'trusted-proxy': '10.0.0.1',
  address: '127.0.0.1',
  'listen-address': '127.0.0.1:8443',
  'vhost-address': '*:8443',
  expression: 'true',
  'braced-expression': '{true}',
  method: 'GET',
  'mime-type': 'text/plain',
  'mime-pattern': 'text/plain',
  'output-filter': 'DEFLATE',
  'output-filters': 'DEFLATE',
  'multicast-address': '239.0.0.1:27999',
  'parsed-charset': 'utf-8',
  'redirect-status': '301',
  'cookie-domain': '.example.com',
  'cipher-list': 'HIGH',
  'auth-provider': 'file',
  require: 'all granted',
  charset: 'utf-8',
};
