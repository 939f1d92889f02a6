// Makes random regular expressions, most of them right and some of them wrong.

import { mutate, type Random } from './random.ts';
import pieces from './regex-pieces.json' with { type: 'json' };

/** A random regular expression without line ends and NUL. */
export function randomRegex(random: Random): string {
  const text = alternativesOf(random, 3);
  return random.chance(45) ? mutate(text, alphabet, random) : text;
}

const { alphabet, escapes, members, openings, bare, quantifiers, atoms } = pieces;

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
  const quantifier = random.pick(quantifiers);
  return quantifier + random.pick(['', '', '', '', '?', '+', '*', '{2}']);
}

function atomOf(random: Random, depth: number): string {
  if (depth > 0 && random.chance(25)) return groupOf(random, depth - 1);
  if (random.chance(20)) return classOf(random);
  if (random.chance(25)) return random.pick(escapes);
  return random.pick(atoms);
}

function classOf(random: Random): string {
  let text = random.pick(['[', '[', '[^']);
  if (random.chance(15)) text += ']';
  for (let count = random.below(4); count >= 0; count--) text += random.pick(members);
  return `${text}]`;
}

function groupOf(random: Random, depth: number): string {
  const inside = alternativesOf(random, depth);
  if (random.chance(50)) return `(${inside})`;
  const opening = random.pick(openings);
  return random.chance(30) ? random.pick(bare) : `${opening}${inside})`;
}
