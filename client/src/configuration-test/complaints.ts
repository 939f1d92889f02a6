// Shows what Apache complains about among the problems, on the word that it is about.
import * as fs from 'node:fs';
import { Diagnostic, type DiagnosticCollection, DiagnosticSeverity, languages, Range, Uri, workspace } from 'vscode';
import type { Complaint } from './output.ts';
import { columnsOf } from './span.ts';

const SOURCE = 'apache -t';

/** Where a complaint is shown: a 0-based line of a document. */
export interface Place {
  readonly uri: Uri;
  readonly line: number;
}

/** The place that Apache names, else the top of the main file; undefined where neither is known. */
export function placeOf({ file, line }: Complaint, mainFile: string | undefined): Place | undefined {
  const named = file ?? mainFile;
  return named === undefined ? undefined : { uri: uriOf(named), line: file && line ? line - 1 : 0 };
}

/**
 * Marks the complaint. Where the language server tells an error of that line already, Apache's words would only
 * repeat it; and a text that was changed after the test may have other lines. Fails where the file cannot be read.
 */
export async function showComplaint(
  complaint: Complaint,
  place: Place,
  collection: DiagnosticCollection,
): Promise<void> {
  const document = await workspace.openTextDocument(place.uri);
  const { text, lineNumber } = document.lineAt(Math.min(place.line, document.lineCount - 1));
  if (document.isDirty || hasError(place.uri, lineNumber)) return;
  const { start, end } = columnsOf(text, complaint.message);
  const range = new Range(lineNumber, start, lineNumber, end);
  const diagnostic = new Diagnostic(range, complaint.message, DiagnosticSeverity.Error);
  diagnostic.source = SOURCE;
  collection.set(place.uri, [diagnostic]);
}

/** Apache names the link in `sites-enabled`; people have the file itself open. */
function uriOf(file: string): Uri {
  const isOpen = workspace.textDocuments.some(({ uri }) => uri.scheme === 'file' && uri.fsPath === file);
  return Uri.file(isOpen ? file : fs.realpathSync(file));
}

function hasError(uri: Uri, line: number): boolean {
  return languages
    .getDiagnostics(uri)
    .some(
      ({ severity, range }) =>
        severity === DiagnosticSeverity.Error && range.start.line <= line && range.end.line >= line,
    );
}
