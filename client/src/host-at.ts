// Asks the server for the host at a place in a document, or at the cursor.
import { type Position, window } from 'vscode';
import { LANGUAGE, type LanguageServer } from './language-server.ts';
import { type PlaceParams, TLS_HOST, type TlsHost, type TlsHostResult } from './protocol.ts';

/** Where a command was called, as the quick fix, the CodeLens and the tests say it. */
export interface CommandPlace {
  readonly uri: string;
  readonly position: Pick<Position, 'line' | 'character'>;
}

/** The host at `place`; fails with a message for the user where there is none. */
export async function hostAt(server: LanguageServer, place: CommandPlace): Promise<TlsHost> {
  const params: PlaceParams = { textDocument: { uri: place.uri }, position: place.position };
  const client = await server.started();
  const host = await client.sendRequest<TlsHostResult>(TLS_HOST, params);
  if (host === null) throw new Error('Put the cursor into the host that the certificate is for.');
  return host;
}

/** The cursor's place in the active editor; fails with a message for the user where no Apache document is active. */
export function placeOfCursor(): CommandPlace {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== LANGUAGE) throw new Error('Open an Apache configuration first.');
  return { uri: editor.document.uri.toString(), position: editor.selection.active };
}
