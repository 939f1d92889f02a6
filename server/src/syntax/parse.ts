// Gives the tree of a file for any text; it never fails, errors are part of the answer.
import { exact } from '../text/exact.ts';
import { SourceFile } from '../text/source-file.ts';
import { readPart } from './build.ts';
import { LineReader } from './logical-line.ts';
import type { Comment, FileTree, Node, PartTree, StructureError } from './tree.ts';

/** The tree of `file`. The same file is parsed once; parts that an earlier version has in common are not parsed again. */
export function parse(file: SourceFile): FileTree {
  const known = trees.get(file);
  if (known) return known;
  const earlier = earlierVersions.get(file);
  const tree = new WholeTree(partsOf(file, earlier ? takenFrom(earlier) : []));
  trees.set(file, tree);
  earlierVersions.delete(file);
  return tree;
}

/** The tree of `text`. */
export function parseText(text: string): FileTree {
  return parse(new SourceFile('untitled:text', text));
}

/** Tells that `file` is the next version of `earlier`, which nobody asks for any more. */
export function succeed(file: SourceFile, earlier: SourceFile): void {
  const parsed = trees.has(earlier) ? earlier : earlierVersions.get(earlier);
  if (parsed) earlierVersions.set(file, parsed);
}

const trees = new WeakMap<SourceFile, FileTree>();
/** The latest version before a file that has been parsed. */
const earlierVersions = new WeakMap<SourceFile, SourceFile>();

/** The parts go over to another version: asked again, the earlier one is parsed anew. */
function takenFrom(earlier: SourceFile): readonly PartTree[] {
  const parts = trees.get(earlier)?.parts ?? [];
  trees.delete(earlier);
  return parts;
}

class WholeTree implements FileTree {
  readonly parts: readonly PartTree[];
  #nodes: readonly Node[] | undefined;

  constructor(parts: readonly PartTree[]) {
    this.parts = exact(parts);
  }

  get nodes(): readonly Node[] {
    this.#nodes ??= this.parts.flatMap((part) => part.nodes);
    return this.#nodes;
  }

  get errors(): readonly StructureError[] {
    return this.parts.flatMap((part) => part.errors);
  }

  get hasOddTags(): boolean {
    return this.parts.some((part) => part.hasOddTags);
  }

  get comments(): readonly Comment[] {
    return this.parts.flatMap((part) => part.comments);
  }
}

/** The parts of `file`: those of an earlier version as far as they are the same at its beginning and at its end. */
function partsOf(file: SourceFile, earlier: readonly PartTree[]): PartTree[] {
  const { text } = file;
  const front = commonFront(text, earlier);
  const frontEnd = front.reduce((end, { text: own }) => end + own.length, 0);
  const back = commonBack(text, earlier.slice(front.length), frontEnd);
  const backStart = text.length - back.reduce((sum, { text: own }) => sum + own.length, 0);
  const reader = new LineReader(text, frontEnd);
  const middle = frontEnd === backStart && text !== '' ? [] : readParts(file, reader, backStart);
  const isWhole = reader.at === backStart && !middle.at(-1)?.isOpen;
  if (isWhole) return [...moved(front, file, 0), ...middle, ...moved(back, file, backStart)];
  return [...moved(front, file, 0), ...readParts(file, new LineReader(text, frontEnd), text.length)];
}

/** A part that may go on in the next line is read anew. */
function commonFront(text: string, parts: readonly PartTree[]): readonly PartTree[] {
  let at = 0;
  let count = 0;
  for (const part of parts) {
    if (part.isOpen || !isAt(at, part.text, text) || !endsWithItsLine(part.text)) break;
    at += part.text.length;
    count++;
  }
  return parts.slice(0, count);
}

function commonBack(text: string, parts: readonly PartTree[], from: number): readonly PartTree[] {
  let end = text.length;
  let first = parts.length;
  for (const part of parts.toReversed()) {
    const start = end - part.text.length;
    if (start < from || !isAt(start, part.text, text)) break;
    end = start;
    first--;
  }
  // Only a line end may stand before what is taken over.
  return end === 0 || text[end - 1] === '\n' ? parts.slice(first) : [];
}

/** Strings are compared many bytes at a time, which `startsWith` does not do. */
function isAt(start: number, wanted: string, text: string): boolean {
  return text.slice(start, start + wanted.length) === wanted;
}

function endsWithItsLine(text: string): boolean {
  return text.endsWith('\n') && !/\\\r?\n$/.test(text.slice(-3));
}

function moved(parts: readonly PartTree[], file: SourceFile, from: number): readonly PartTree[] {
  let start = from;
  for (const { part, text } of parts) {
    part.moveTo(file, start);
    start += text.length;
  }
  return parts;
}

/** Reads whole lines up to `end`, or beyond it where the last line goes on. */
function readParts(file: SourceFile, reader: LineReader, end: number): PartTree[] {
  const parts: PartTree[] = [];
  // An empty file has one part too, so that its tree knows of it.
  do parts.push(readPart(file, reader, end));
  while (reader.at < end);
  return parts;
}
