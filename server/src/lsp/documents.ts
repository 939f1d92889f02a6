// Open documents as immutable files: a change makes a new SourceFile.
import { type TextDocumentContentChangeEvent, TextDocuments } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { succeed } from '../syntax/parse.ts';
import { SourceFile } from '../text/source-file.ts';

/** The manager of open documents, to be connected with `listen`. */
export function createDocuments(): TextDocuments<SourceFile> {
  return new TextDocuments<SourceFile>({
    create: (uri, _language, version, content) =>
      new SourceFile(URI.parse(uri).toString(), withLineFeeds(content), version),
    update: (file, changes, version) => {
      const next = new SourceFile(file.uri, applied(file, changes), version);
      succeed(next, file);
      return next;
    },
  });
}

/** The open document at `uri`. Editors write the same address in several ways, so `uri` may be written as URI.toString does. */
export function openFile(documents: TextDocuments<SourceFile>, uri: string): SourceFile | undefined {
  return documents.get(uri) ?? documents.all().find((file) => file.uri === uri);
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
