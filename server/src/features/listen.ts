// Whether a configuration listens on port 443, and the edit that makes it.
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Edit } from '../rules/problem.ts';
import { parse } from '../syntax/parse.ts';
import { type Node, walk } from '../syntax/tree.ts';
import type { Word } from '../syntax/words.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Place } from './cursor.ts';
import { indentOf, newlineOf } from './lines.ts';

/** Says whether the tree listens on 443; null where that cannot be known. */
export function listens443(configuration: Configuration): boolean | null {
  if (!configuration.start.isMain) return null;
  const listens = everywhere(configuration, 'Listen');
  if (listens.some(({ words }) => isOn443(words)) || waitsForSsl(configuration)) return true;
  const isKnown = configuration.isWholeTree && listens.every((visit) => !visit.hasUnknownVariable);
  return isKnown ? false : null;
}

/**
 * `Listen 443` behind the last Listen that is read in any case, on the addresses that the others name, so that a
 * server which only this machine can reach stays so. Without such a Listen it stands at the top of the file.
 */
export function listenEdit({ file, configuration }: Place): Edit {
  const listens = everywhere(configuration, 'Listen').filter(({ use }) => !use);
  const last =
    listens.findLast(({ node }) => !node.parent) ?? listens.findLast(({ certainty }) => certainty === 'certain');
  const lines = addressesOf(listens).map((address) => `Listen ${address}443`);
  if (!last) return atTop(file, lines);
  const lead = newlineOf(last.file) + indentOf(last.file, last.node.line.start);
  const { end } = last.node.span;
  return { uri: last.file.uri, span: { start: end, end }, text: lines.map((line) => lead + line).join('') };
}

function isListen(node: Node): boolean {
  return node.name.toLowerCase() === 'listen';
}

function isOn443(words: readonly Word[]): boolean {
  return /(?:^|:)443$/.test(words[0]?.text ?? '');
}

/** Debian's ports.conf listens on 443 once mod_ssl is loaded; a second Listen would then keep Apache from starting. */
function waitsForSsl(configuration: Configuration): boolean {
  const waiting = [...configuration.skipped].filter((section) =>
    /^(?:ssl_module|mod_ssl\.c)$/i.test(section.words[0]?.text ?? ''),
  );
  return waiting.some(({ children }) => [...walk(children)].some((node) => isListen(node) && isOn443(node.words)));
}

/** The addresses in front of the ports, with their colons; only an empty one where some Listen has none. */
function addressesOf(listens: readonly Visit[]): string[] {
  const addresses = listens.map(({ words }) => /^.*:(?=\d+$)/.exec(words[0]?.text ?? '')?.[0] ?? '');
  return addresses.includes('') || addresses.length === 0 ? [''] : [...new Set(addresses)];
}

function atTop(file: SourceFile, lines: readonly string[]): Edit {
  const first = parse(file).nodes[0]?.line.start ?? 0;
  const start = first - indentOf(file, first).length;
  const newline = newlineOf(file);
  return { uri: file.uri, span: { start, end: start }, text: lines.map((line) => line + newline).join('') };
}
