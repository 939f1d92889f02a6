// Closes a section when Enter is pressed behind its opening tag, which a language configuration cannot do.
import {
  type Disposable,
  Range,
  Selection,
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

/** The closing tag goes below the new line; the cursor stays between the two. */
async function close(editor: TextEditor, line: number): Promise<void> {
  const { document } = editor;
  const below = document.lineAt(line + 1);
  const closing = below.text.trim() === '' ? closingLineFor(document.getText().split(/\r?\n/), line) : undefined;
  if (closing === undefined) return;
  const stop = { undoStopBefore: false, undoStopAfter: true };
  await editor.edit((edit) => edit.replace(new Range(below.range.end, below.range.end), `\n${closing}`), stop);
  editor.selection = new Selection(below.range.end, below.range.end);
}
