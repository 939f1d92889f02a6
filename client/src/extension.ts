// The extension's entry: registers the commands, recognises files, starts the language server when it is needed.
import { type ExtensionContext, type TextDocument, workspace } from 'vscode';
import { registerCloseSections } from './close-sections.ts';
import { registerCopyExpressCommand } from './copy-express-command.ts';
import { registerGenerateCertificate } from './generate-certificate.ts';
import { createLanguageServer, LANGUAGE, type LanguageServer } from './language-server.ts';
import { registerRecognition } from './recognise.ts';
import { registerRestartServer } from './restart-server.ts';
import { registerShowOutput } from './show-output.ts';
import { registerTestConfiguration } from './test-configuration.ts';
import { registerWalkthrough, stepDone } from './walkthrough.ts';

let server: LanguageServer | undefined;

export function activate(context: ExtensionContext): void {
  const languageServer = createLanguageServer(context);
  server = languageServer;
  const startFor = (document: TextDocument) => {
    if (document.languageId === LANGUAGE) start(languageServer);
  };
  context.subscriptions.push(
    languageServer,
    languageServer.output,
    registerGenerateCertificate(languageServer),
    registerCopyExpressCommand(languageServer),
    registerRestartServer(languageServer),
    registerShowOutput(languageServer),
    ...registerTestConfiguration(languageServer),
    workspace.onDidOpenTextDocument(startFor),
    registerRecognition(),
    registerCloseSections(),
    registerWalkthrough(),
  );
  // The editor waits for activate, and loading the client takes ten times as long as everything above.
  setImmediate(() => workspace.textDocuments.forEach(startFor));
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** The client itself tells the user why a server did not start; here it only must not go unhandled. */
function start(languageServer: LanguageServer): void {
  stepDone('configurationOpened');
  languageServer.started().catch((error: unknown) => languageServer.output.error(String(error)));
}
