// Makes random regular expressions, most of them right and some of them wrong.
import { mutate, type Random } from './random.ts';

/** A random regular expression without line ends and NUL. */
export function randomRegex(random: Random): string {
  const text = alternativesOf(random, 3);
  return random.chance(45) ? mutate(text, alphabet, random) : text;
}

const alphabet = [
  ...'()[]{}*+?|^$.\\-:=!<>&PRCk1290,az_ #é',
  ...[
    '(?',
    '(?:',
    '(?i)',
    '(?=',
    '(?<=',
    '(?<',
    '[[:',
    ':]',
    '[^',
    '\\d',
    '\\b',
    '\\1',
    '\\E',
    '\\Q',
    '{2}',
    '{,3}',
    '{3,1}',
    '(?#',
    '\\x{',
    '(?P',
    '(*',
    '(?x)',
    'z-a',
    '\\',
  ],
];

function alternativesOf(random: Random, depth: number): string {
  let text = sequenceOf(random, depth);
  while (random.chance(20)) text += `|${sequenceOf(random, depth)}`;
  return text;
}

function sequenceOf(random: Random, depth: number): string {
  let text = '';
  for (let count = random.below(4); count >= 0; count--)
    text += atomOf(random, depth) + (random.chance(35) ? quantifierOf(random) : '');
  return text;
}

function quantifierOf(random: Random): string {
  const quantifier = random.pick([
    '*',
    '+',
    '?',
    '*',
    '+',
    '?',
    '{2}',
    '{2,}',
    '{1,3}',
    '{,3}',
    '{0}',
    '{70000}',
    '{3,1}',
    '{ 1}',
    '{a}',
    '{',
  ]);
  return quantifier + random.pick(['', '', '', '', '?', '+', '*', '{2}']);
}

function atomOf(random: Random, depth: number): string {
  if (depth > 0 && random.chance(25)) return groupOf(random, depth - 1);
  if (random.chance(20)) return classOf(random);
  if (random.chance(25)) return random.pick(escapes);
  return random.pick(['a', 'bc', '/', '.', '.*', '^', '$', 'é', '-', ' ', '#', 'x', '1', '.html', ':', '=', ',']);
}

const escapes = [
  ...'dDwWsSbBAzZGKRXCNhHvVntrfae'.split('').map((letter) => `\\${letter}`),
  ...'ijlmquyFILMOTUY'.split('').map((letter) => `\\${letter}`),
  ...[
    '\\.',
    '\\/',
    '\\-',
    '\\"',
    '\\é',
    '\\1',
    '\\2',
    '\\9',
    '\\10',
    '\\81',
    '\\12',
    '\\0',
    '\\012',
    '\\400',
    '\\377',
    '\\x41',
    '\\x',
    '\\x{41}',
    '\\x{100}',
    '\\x{g}',
    '\\x{}',
    '\\o{101}',
    '\\o',
    '\\o{8}',
  ],
  ...[
    '\\cA',
    '\\cé',
    '\\g1',
    '\\g{1}',
    '\\g{-1}',
    '\\g-1',
    '\\g+1',
    "\\g'1'",
    '\\g<n>',
    '\\g{n}',
    '\\g',
    '\\g0',
    '\\k<n>',
    '\\k{n}',
    "\\k'n'",
    '\\k',
    '\\k<>',
    '\\k{1}',
    '\\Qa*b\\E',
    '\\E',
    '\\Q\\E',
    '\\N{2}',
    '\\p{L}',
    '\\pL',
    '\\P{Lu}',
    '\\p{',
    '\\p',
    '\\p1',
  ],
];

function classOf(random: Random): string {
  let text = random.pick(['[', '[', '[^']);
  if (random.chance(15)) text += ']';
  for (let count = random.below(4); count >= 0; count--) text += random.pick(members);
  return text + ']';
}

const members = [
  ...[
    'a',
    '-',
    'a-z',
    '0-9',
    'z-a',
    '9-0',
    '.',
    '*',
    '(',
    ')',
    '[',
    '^',
    'é',
    'é-a',
    'a-é',
    '\\d',
    '\\w',
    '\\s',
    '\\]',
    '\\\\',
    '\\-',
    '\\b',
    '\\B',
    '\\A',
    '\\n',
    '\\1',
    '\\8',
    '\\400',
    '\\x41',
    '\\x{41}-\\x{5a}',
    '\\x5a-\\x41',
    '\\i',
    '\\cA',
    '\\R',
    '\\X',
    '\\N',
    '\\E',
  ],
  ...[
    '[:alpha:]',
    '[:^digit:]',
    '[:foo:]',
    '[:alpha',
    '[.a.]',
    '[=a=]',
    '[:',
    ':]',
    '\\d-z',
    'a-\\d',
    '[:alpha:]-z',
    'a-[:digit:]',
    '+--',
    '--a',
    '\\Qa-z\\E',
    '\\Q]\\E',
    '\\h',
    '\\H',
    '\\g1',
    '\\k',
    '\\o{101}',
    '\\ca',
    '&&',
    '[a',
  ],
];

function groupOf(random: Random, depth: number): string {
  const inside = alternativesOf(random, depth);
  if (random.chance(50)) return `(${inside})`;
  const opening = random.pick([
    ...[
      '(?:',
      '(?>',
      '(?=',
      '(?!',
      '(?<=',
      '(?<!',
      '(?|',
      '(?i:',
      '(?i-s:',
      '(?<n>',
      "(?'n'",
      '(?P<n>',
      '(?P<m>',
      '(?<1>',
      '(?<>',
      '(?<n',
      '(?z:',
      '(?^:',
      '(?*',
      '(?x:',
      '(?-i:',
      '(?i--s:',
      '(?si^:',
    ],
    ...[
      '(?(1)',
      '(?(<n>)',
      '(?(9)',
      '(?(?=a)',
      '(?(DEFINE)',
      '(?(R)',
      '(?(x)',
      "(?('n')",
      '(?(-1)',
      '(?(+1)',
      '(?(0)',
      '(*',
      '(*atomic:',
      '(?',
      '(??',
      '(?P',
      '(?PX',
    ],
  ]);
  const bare = [
    '(?R)',
    '(?1)',
    '(?0)',
    '(?+1)',
    '(?-1)',
    '(?&n)',
    '(?P=n)',
    '(?P>n)',
    '(?i)',
    '(?-s)',
    '(?#c)',
    '(?C)',
    '(?C1)',
    '(?^)',
    '(?J)',
    '(?R1)',
    '(?9)',
    '(?&q)',
    '(?P=q)',
    '(?n)',
    '(?#',
  ];
  return random.chance(30) ? random.pick(bare) : `${opening}${inside})`;
}
