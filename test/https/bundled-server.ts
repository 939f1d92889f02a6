// The bundled language server over stdio, asked as the certificate command asks it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TLS_HOST, type TlsHost, WIRE_CERTIFICATE, type WireCertificateResult } from '../../client/src/protocol.ts';
import type { Server } from './certify.ts';
import type { Tree } from './tree.ts';

/** Runs `use` with a server that has `file` open and the cursor behind `text`; ends it afterwards. */
export async function withBundledServer<T>(
  tree: Tree,
  file: string,
  text: string,
  use: (server: Server) => Promise<T>,
): Promise<T> {
  const program = path.join(process.cwd(), 'dist/apache-ls.js');
  const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  try {
    await initialize(connection, tree);
    return await use(await serverOf(connection, path.join(tree.root, file), text));
  } finally {
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    await ended;
    connection.dispose();
  }
}

async function initialize(connection: ProtocolConnection, tree: Tree): Promise<void> {
  const workspaceFolders = [{ uri: pathToFileURL(tree.root).href, name: 'tree' }];
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    workspaceFolders,
  });
  await connection.sendNotification('initialized', {});
}

async function serverOf(connection: ProtocolConnection, file: string, text: string): Promise<Server> {
  const document = documentAt(pathToFileURL(file).href);
  const textDocument = { uri: document.uri };
  const position = document.positionAt(document.getText().indexOf(text) + text.length);
  const item = { uri: document.uri, languageId: 'apacheconf', version: 1, text: document.getText() };
  await connection.sendNotification('textDocument/didOpen', { textDocument: item });
  return {
    host: () => connection.sendRequest<TlsHost>(TLS_HOST, { textDocument, position }),
    wire: async (certificateFile, keyFile) => {
      const params = { textDocument, position, certificateFile, keyFile };
      const edit = await connection.sendRequest<WireCertificateResult>(WIRE_CERTIFICATE, params);
      const changes = Object.entries(edit?.changes ?? {});
      return new Map(
        changes.map(([uri, edits]) => [fileURLToPath(uri), TextDocument.applyEdits(documentAt(uri), edits)]),
      );
    },
  };
}

function documentAt(uri: string): TextDocument {
  return TextDocument.create(uri, 'apacheconf', 1, fs.readFileSync(fileURLToPath(uri), 'utf8'));
}
