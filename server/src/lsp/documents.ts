// Open documents as immutable files: a change makes a new SourceFile.
import { type TextDocumentContentChangeEvent, TextDocuments } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { pathOf, uriOf } from '../configuration/paths.ts';
import { realPath } from '../host/real-path.ts';
import { succeed } from '../syntax/parse.ts';
import { SourceFile } from '../text/source-file.ts';

type Documents = TextDocuments<SourceFile>;

/** The manager of open documents, to be connected with `listen`. */
export function createDocuments(): Documents {
  const documents = new TextDocuments<SourceFile>({
    create: (uri, _language, version, content) =>
      new SourceFile(URI.parse(uri).toString(), withLineFeeds(content), version),
    update: (file, changes, version) => {
      const next = new SourceFile(file.uri, applied(file, changes), version);
      succeed(next, file);
      return next;
    },
  });
  const forget = () => indexes.delete(documents);
  for (const event of [documents.onDidOpen, documents.onDidChangeContent, documents.onDidClose]) event(forget);
  return documents;
}

/**
 * The open document at `uri`. Editors write the same address in several ways, so `uri` may be written as URI.toString does.
 * A document that was opened by way of a link is found by the address of the file that the link leads to, too.
 */
export function openFile(documents: Documents, uri: string): SourceFile | undefined {
  const index = indexes.get(documents) ?? indexOf(documents.all());
  indexes.set(documents, index);
  return documents.get(uri) ?? index.get(uri);
}

/** Made anew after every change: a tree of thousands of files asks for each of them. */
const indexes = new WeakMap<Documents, ReadonlyMap<string, SourceFile>>();

function indexOf(files: readonly SourceFile[]): ReadonlyMap<string, SourceFile> {
  const linked = files.map((file) => [realUri(file.uri), file] as const);
  return new Map([...linked, ...files.map((file) => [file.uri, file] as const)]);
}

function realUri(uri: string): string {
  const path = pathOf(uri);
  return path === undefined ? uri : uriOf(realPath(path));
}

/** The text of `file` after the changes, one after the other. */
export function applied(file: SourceFile, changes: readonly TextDocumentContentChangeEvent[]): string {
  let current = file;
  for (const change of changes) {
    if (!('range' in change)) {
      current = new SourceFile(file.uri, withLineFeeds(change.text));
      continue;
    }
    const start = current.offsetAt(change.range.start);
    const end = Math.max(start, current.offsetAt(change.range.end));
    const text = current.text.slice(0, start) + change.text + current.text.slice(end);
    current = new SourceFile(file.uri, withLineFeeds(text));
  }
  return current.text;
}

/** To the protocol a lone carriage return ends a line, and to Apache it does not: the editor's lines are what counts. */
function withLineFeeds(text: string): string {
  return /\r(?!\n)/.test(text) ? text.replace(/\r(?!\n)/g, '\n') : text;
}
