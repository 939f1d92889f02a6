// Changes a configuration line in one place, the same way for the same seed.
import { contexts, inContext } from './cases.ts';

/** Gives numbers from 0 up to 1, the same sequence for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Draw = <T>(choices: readonly T[]) => T;
type Mutation = (words: string[], draw: Draw) => string[];

const mutations: readonly Mutation[] = [
  (words) => words,
  (words, draw) => words.filter((word) => word !== draw(words.slice(1))),
  (words, draw) =>
    inserted(words, draw(words.slice(1)), draw(['On', '5', 'x', '"a b"', 'key=value', '!', '%{GLOBAL}'])),
  (words, draw) =>
    replaced(
      words,
      draw(words.slice(1)),
      draw(['banana', 'maybe', 'yes', '+x', '-1', 'all', 'none', '""', '/nonexistent']),
    ),
  (words, draw) => replaced(words, draw(words.slice(1)), draw(['0', '-1', '99999999999', '1.5', '10x', '100'])),
  (words) => words.map((word, index) => (index === 0 ? misspelt(word) : word)),
  (words) => words.map((word, index) => (index === 0 ? word.toUpperCase() : word)),
  (words) => words.map((word, index) => (index === 0 || /["\\]/.test(word) ? word : `"${word}"`)),
  (words) => words.map((word, index) => (index === 0 ? word : `\\\n ${word}`)),
  (words) => words.slice(0, 1),
  (words) => [...words, '# note'],
];

/** One change of `line`, in a context that is drawn as well. */
export function mutate(line: string, context: string, random: () => number): string {
  const draw: Draw = (choices) => {
    const chosen = choices[Math.floor(random() * choices.length)] ?? choices[0];
    if (chosen === undefined) throw new RangeError('nothing to draw from');
    return chosen;
  };
  const words = line.split(' ');
  const mutation = words.length < 2 ? mutations[0] : draw(mutations);
  const place = random() < 0.8 ? context : draw(Object.keys(contexts));
  return inContext((mutation ?? mutations[0])?.(words, draw).join(' ') ?? line, place);
}

function replaced(words: readonly string[], old: string, replacement: string): string[] {
  return words.map((word, index) => (index > 0 && word === old ? replacement : word));
}

function inserted(words: readonly string[], before: string, word: string): string[] {
  const at = Math.max(1, words.indexOf(before));
  return [...words.slice(0, at), word, ...words.slice(at)];
}

function misspelt(word: string): string {
  const middle = Math.floor(word.length / 2);
  return word.slice(0, middle) + word.slice(middle + 1);
}
