// Makes random expressions, most of them right and some of them wrong.
import pieces from './expression-pieces.json' with { type: 'json' };
import { mutate, type Random } from './random.ts';

/** A random condition, or text of a string expression. */
export function randomExpression(mode: 'condition' | 'string', random: Random): string {
  const text = mode === 'string' ? stringOf(random, 2) : conditionOf(random, 3);
  return random.chance(40) ? mutate(text, alphabet, random) : text;
}

const { alphabet, variables, functions, comparisons, unaries, binaries, subnets, patterns, parts } = pieces;

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
  let text = '';
  for (let count = random.below(4); count > 0; count--) {
    text +=
      depth > 0 && random.chance(40)
        ? variableOf(random, depth)
        : random.pick(random.chance(60) ? ['a', 'b c', '/', '$1'] : parts);
  }
  return text;
}
