// Gives other .conf files the language of this extension when their first lines clearly are Apache's.
import { Disposable, languages, Range, type TextDocument, workspace } from 'vscode';
import { isClearlyApache, LINES } from './apache-likeness.ts';
import { LANGUAGE } from './language-server.ts';

/** What an editor without a better idea makes of a .conf file. */
const UNDECIDED = ['plaintext', 'ini', 'properties', 'conf'];

/**
 * Looks once at each document that is or will be open, and again at an empty one while it is written. A document whose
 * language was changed by hand comes back as the same object, so it is not looked at again; neither is one that the
 * user's `files.associations` name.
 */
export function registerRecognition(): Disposable {
  const seen = new WeakSet<TextDocument>();
  const beingWritten = new Set<TextDocument>();
  const look = (document: TextDocument) => {
    if (seen.has(document)) return;
    seen.add(document);
    if (isUndecided(document) && !takeIfApache(document) && isBlank(document)) beingWritten.add(document);
  };
  const lookAgain = (document: TextDocument) => {
    if (takeIfApache(document) || document.lineCount > LINES) beingWritten.delete(document);
  };
  workspace.textDocuments.forEach(look);
  return Disposable.from(
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (beingWritten.has(document)) lookAgain(document);
    }),
    // A change of the language closes the document and opens it again.
    workspace.onDidCloseTextDocument((document) => beingWritten.delete(document)),
  );
}

function takeIfApache(document: TextDocument): boolean {
  const isApache = isClearlyApache(document.getText(new Range(0, 0, LINES, 0)));
  if (isApache) void languages.setTextDocumentLanguage(document, LANGUAGE);
  return isApache;
}

function isBlank(document: TextDocument): boolean {
  return document.getText().trim() === '';
}

function isUndecided(document: TextDocument): boolean {
  if (!UNDECIDED.includes(document.languageId) || document.isUntitled) return false;
  return /\.conf$/i.test(document.uri.path) && !associations(document).some((glob) => isNamedBy(glob, document));
}

/** The globs that the user wrote, as opposed to those that extensions bring. */
function associations(document: TextDocument): string[] {
  const inspected = workspace.getConfiguration('files', document).inspect<Record<string, string>>('associations');
  const written = [inspected?.globalValue, inspected?.workspaceValue, inspected?.workspaceFolderValue];
  return written.flatMap((value) => Object.keys(value ?? {}));
}

/** A glob without a slash means the file's name, as in the setting itself. */
function isNamedBy(glob: string, document: TextDocument): boolean {
  return languages.match({ pattern: glob.includes('/') ? glob : `**/${glob}` }, document) > 0;
}
