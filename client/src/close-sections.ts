// Closes a section when Enter is pressed behind its opening tag, which a language configuration cannot do.
import {
  type Disposable,
  SnippetString,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import { LANGUAGE } from './language-server.ts';
import { closingLineFor } from './section-tags.ts';

export function registerCloseSections(): Disposable {
  return workspace.onDidChangeTextDocument((event) => {
    const editor = window.activeTextEditor;
    if (editor?.document !== event.document || !isEnter(event)) return;
    const line = event.contentChanges[0]?.range.start.line;
    if (line !== undefined && isWanted(event.document)) void close(editor, line);
  });
}

/** Undo and redo bring line breaks back that nobody typed. */
function isEnter({ contentChanges, reason, document }: TextDocumentChangeEvent): boolean {
  const [change] = contentChanges;
  if (document.languageId !== LANGUAGE || reason !== undefined || contentChanges.length !== 1) return false;
  return change?.range.isEmpty === true && /^\r?\n[ \t]*$/.test(change.text);
}

function isWanted(document: TextDocument): boolean {
  return workspace.getConfiguration('apache', document).get('closeSections', true);
}

/** Enough for somebody who types on without a pause. */
const ATTEMPTS = 50;

/**
 * The closing tag goes below the new line, or below all that was typed there meanwhile: an edit that meets a newer text
 * is refused by the editor, and tried again.
 */
async function close(editor: TextEditor, line: number): Promise<void> {
  const { document } = editor;
  if (document.lineAt(line + 1).text.trim() !== '') return;
  const linesBelow = document.lineCount - (line + 2);
  // The editor tells the cursor's new place after the new text.
  await new Promise((resolve) => setImmediate(resolve));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const last = document.lineCount - 1 - linesBelow;
    const closing = closingLineFor(document.getText().split(/\r?\n/), line);
    if (closing === undefined || last <= line || (await insertBelow(editor, last, closing))) return;
  }
}

/** Gives back whether the editor took the edit. The cursor stays where it is. */
function insertBelow(editor: TextEditor, line: number, closing: string): Thenable<boolean> {
  const stops = { undoStopBefore: false, undoStopAfter: true };
  const { range, text } = editor.document.lineAt(line);
  const cursor = editor.selection.active;
  if (cursor.line !== line) return editor.edit((edit) => edit.insert(range.end, `\n${closing}`), stops);
  // An insertion at the cursor would take it along; a snippet says where it belongs, in the same step.
  const snippet = new SnippetString()
    .appendText(text.slice(0, cursor.character))
    .appendTabstop(0)
    .appendText(`${text.slice(cursor.character)}\n${closing}`);
  return editor.insertSnippet(snippet, range, stops);
}
