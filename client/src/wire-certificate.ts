// Puts a generated certificate into the configuration: one undoable edit, and what it needs to be saved.
import {
  Range,
  TabInputText,
  TabInputTextDiff,
  TextEditorRevealType,
  type Uri,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { Wiring } from './certificates/report.ts';
import type { PairPlace } from './certificates/write.ts';
import type { CommandPlace } from './host-at.ts';
import type { LanguageServer } from './language-server.ts';
import { type TlsHost, WIRE_CERTIFICATE, type WireCertificateParams, type WireCertificateResult } from './protocol.ts';

/**
 * Names the certificate in the host at `place`. A virtual host for plain HTTP gets a twin for TLS; the main server
 * cannot, and TLS for all of it would end its plain HTTP.
 */
export async function wireCertificate(
  server: LanguageServer,
  place: CommandPlace,
  host: TlsHost,
  made: PairPlace,
): Promise<Wiring> {
  if (host.kind === 'server' && !host.engine) return untouched('plain-http');
  const edit = await editFor(server, place, made);
  if (edit === null) return untouched('refused');
  if (edit.size === 0) return untouched('unchanged');
  const shown = shownFiles();
  if (!(await workspace.applyEdit(edit))) return untouched('refused');
  reveal(withSlashes(made.certificateFile));
  return { outcome: addsHost(edit) ? 'host-added' : 'wired', ...(await saveHidden(edit, shown)) };
}

function untouched(outcome: Wiring['outcome']): Wiring {
  return { outcome, saved: [], unsaved: [] };
}

async function editFor(server: LanguageServer, place: CommandPlace, made: PairPlace): Promise<WorkspaceEdit | null> {
  const params: WireCertificateParams = {
    textDocument: { uri: place.uri },
    position: place.position,
    certificateFile: withSlashes(made.certificateFile),
    keyFile: withSlashes(made.keyFile),
  };
  const client = await server.started();
  const answer = await client.sendRequest<WireCertificateResult>(WIRE_CERTIFICATE, params);
  return answer === null ? null : client.protocol2CodeConverter.asWorkspaceEdit(answer);
}

/** Scrolls to the new lines, which may be far below the cursor: a new host stands behind the old one. */
function reveal(certificateFile: string): void {
  for (const editor of window.visibleTextEditors) {
    const at = editor.document.getText().lastIndexOf(certificateFile);
    const position = editor.document.positionAt(at);
    if (at >= 0) editor.revealRange(new Range(position, position), TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

function addsHost(edit: WorkspaceEdit): boolean {
  return edit.entries().some(([, edits]) => edits.some(({ newText }) => /^[ \t]*<VirtualHost[ \t]/im.test(newText)));
}

/** The files that have a tab. */
function shownFiles(): Set<string> {
  const inputs = window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.input));
  const uris = inputs.flatMap((input) => {
    if (input instanceof TabInputText) return [input.uri];
    return input instanceof TabInputTextDiff ? [input.original, input.modified] : [];
  });
  return new Set(uris.map(String));
}

/**
 * Saves the edited files that were not on the screen, such as ports.conf: nobody would think of saving them, and
 * Apache would miss the Listen. A file that the user has open stays unsaved: it shows what was done, and saving is theirs.
 */
async function saveHidden(edit: WorkspaceEdit, shown: ReadonlySet<string>): Promise<Omit<Wiring, 'outcome'>> {
  const saved: string[] = [];
  const unsaved: string[] = [];
  for (const [uri] of edit.entries()) (shown.has(String(uri)) || !(await save(uri)) ? unsaved : saved).push(uri.fsPath);
  return { saved, unsaved };
}

/** Says whether it worked; where it did not, the editor has told why, and shows the file with its change. */
async function save(uri: Uri): Promise<boolean> {
  return (await workspace.openTextDocument(uri)).save();
}

/** Apache reads `\` in an argument as an escape, and takes `/` on Windows too. */
function withSlashes(file: string): string {
  return process.platform === 'win32' ? file.replaceAll('\\', '/') : file;
}
