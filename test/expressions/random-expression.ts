// Makes random expressions, most of them right and some of them wrong.
import { mutate, type Random } from './random.ts';

/** A random condition, or text of a string expression. */
export function randomExpression(mode: 'condition' | 'string', random: Random): string {
  const text = mode === 'string' ? stringOf(random, 2) : conditionOf(random, 3);
  return random.chance(40) ? mutate(text, alphabet, random) : text;
}

const alphabet = [...'\'"%{}$()/\\,:;.=!<>&|-~ \tmiRn019_#*+?é'].concat([
  '-in',
  '-eq',
  '==',
  '=~',
  '&&',
  '||',
  'and',
  'or',
  'not',
  'true',
  '%{',
  '$1',
  "'a'",
  '/a/',
  '\\08',
  '\\777',
  'm#a#',
  '-z',
  '-y',
  '-foo',
  'lt',
]);

const variables = [
  'HTTP_HOST',
  'REQUEST_URI',
  'remote_user',
  'SSL_PROTOCOL',
  'ssl_whatever',
  'HC_BODY',
  'HTTP_FOO',
  'FOO',
  'TIME_WDAY',
  'HTTPS',
  'REMOTE_PORT',
  'A',
  'REQUEST-URI',
  'SSL',
  'CONN_LOG_ID',
  'ENV',
];
const functions = [
  'req',
  'HTTP',
  'tolower',
  'toupper',
  'md5',
  'sha1',
  'file',
  'ssl',
  'hc',
  'env',
  'osenv',
  'nofunc',
  'resp',
  'base64',
  'PeerExtList',
  'replace',
  'ldap',
  'true',
  'm',
];
const comparisons = [
  '==',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  '-EQ',
  '===',
  '==',
];
const unaries = ['-n', '-z', '-d', '-e', '-f', '-s', '-L', '-h', '-x', '-F', '-U', '-A', '-T', '-R', '-r', '-y', '-_'];
const binaries = ['-strmatch', '-strcmatch', '-fnmatch', '-ipmatch', '-IPMATCH', '-foo', '-in_', '-eqq'];
const subnets = [
  '10.0.0.0/8',
  '10.',
  '10.1',
  '1.2.3.4',
  '::1',
  'fe80::/10',
  '::/0',
  '10.0.0.0/33',
  '1.2.3.4/255.0.0.0',
  '::ffff:1.2.3.4/33',
  '::ffff:1.2.3.4/32',
  'a.b',
  '',
  '1.2.3.4.5',
  '256.1.1.1',
  '1:2:3:4:5:6:7:8',
  '1:2',
  '1::2::3',
  '010.1.1.1',
  '010.1.1.1/8',
  '1.2.3.4/ 8',
  '1..2',
  '.',
  '::1.2.3.4',
  '1:2:3:4:5:6:1.2.3.4/128',
  '::ffff:0:1/33',
  '0:0:0:0:0:ffff:1.2.3.4/40',
  '1.2.3.4/-8',
  '10.0.0.0/',
  '/8',
];
const patterns = [
  '/^a/',
  '/b$/i',
  'm#x#',
  'm_x_',
  'm!x!i',
  'm"x"',
  "m'x'",
  'm.a.',
  'm/a/b',
  '/(a)(b)/',
  '/[a-z]+/',
  '/(/',
  '/*a/',
  'm|a|',
  'm,a,',
  'm~a~',
  'm-a-',
  '/a/ii',
  '/a/x',
  '//',
  '/[/',
  '/a\\/b/',
  'm_abc_',
  'm^a^',
  's/a/b/',
];

function conditionOf(random: Random, depth: number): string {
  const space = random.pick([' ', ' ', ' ', '', '  ']);
  if (depth > 0 && random.chance(30)) {
    const operator = random.pick(['&&', '||', 'and', 'or', '&', ' && ', 'AND']);
    return `${conditionOf(random, depth - 1)} ${operator} ${conditionOf(random, depth - 1)}`;
  }
  if (depth > 0 && random.chance(15)) return `(${conditionOf(random, depth - 1)})`;
  if (depth > 0 && random.chance(15)) return `${random.pick(['!', 'not ', '! '])}${conditionOf(random, depth - 1)}`;
  const word = () => wordOf(random, 2);
  return random.pick([
    () => random.pick(['true', 'false', 'TRUE']),
    () => `${random.pick(unaries)}${space}${word()}`,
    () => `-R${space}'${random.pick(subnets)}'`,
    () => `${word()} -ipmatch '${random.pick(subnets)}'`,
    () => `${word()}${space}${random.pick(binaries)} ${word()}`,
    () => `${word()}${space}${random.pick(comparisons)}${space}${word()}`,
    () => `${word()}${space}${random.pick(comparisons)}${space}${word()}`,
    () => `${word()}${space}${random.pick(['=~', '!~'])}${space}${random.pick(patterns)}`,
    () => `${word()} ${random.pick(['-in', 'in'])} {${word()}${random.chance(50) ? `,${space}${word()}` : ''}}`,
    () => `${word()} -in ${random.pick(functions)}(${word()})`,
  ])();
}

function wordOf(random: Random, depth: number): string {
  if (depth > 0 && random.chance(12)) return `${wordOf(random, depth - 1)} . ${wordOf(random, depth - 1)}`;
  if (depth > 0 && random.chance(20)) return `${random.pick(functions)}(${wordOf(random, depth - 1)})`;
  const quote = random.pick(["'", "'", '"']);
  return random.pick([
    () => random.pick(['0', '42', '-7', '007', '1a', '1.5']),
    () => variableOf(random, depth),
    () => variableOf(random, depth),
    () => random.pick(['$0', '$1', '$9', '$10', '$x']),
    () => `${quote}${stringOf(random, depth - 1)}${quote}`,
    () => `${quote}${random.pick(['', 'a', 'www.example.com', 'a b', 'é', '10.0.0.0/8'])}${quote}`,
    () => random.pick(['word', 'm', 's', 'in']),
  ])();
}

function variableOf(random: Random, depth: number): string {
  if (depth > 0 && random.chance(35)) return `%{${random.pick(functions)}:${argumentOf(random, depth - 1)}}`;
  return `%{${random.pick(variables)}}`;
}

function argumentOf(random: Random, depth: number): string {
  return random.pick([
    'Accept',
    'X-Foo',
    '',
    'a b',
    '$1',
    'a%b',
    'a$',
    '\\}',
    '\\101',
    'a"b',
    "a'b",
    depth > 0 ? variableOf(random, depth - 1) : 'x',
  ]);
}

function stringOf(random: Random, depth: number): string {
  const parts = [
    'a',
    'text ',
    '%',
    '%{',
    '$',
    '$1',
    '$x',
    '}',
    '{',
    '\\n',
    '\\\\',
    '\\"',
    "\\'",
    '\\101',
    '\\8',
    '\\400',
    '\\0',
    '"',
    "'",
    'é',
    '/',
    '#',
  ];
  let text = '';
  for (let count = random.below(4); count > 0; count--) {
    text +=
      depth > 0 && random.chance(40)
        ? variableOf(random, depth)
        : random.pick(random.chance(60) ? ['a', 'b c', '/', '$1'] : parts);
  }
  return text;
}
