// Starts the language server when the first Apache document is open, and carries requests to it.
import * as path from 'node:path';
import { type Disposable, type ExtensionContext, type LogOutputChannel, Uri, window, workspace } from 'vscode';
import type { LanguageClient, LanguageClientOptions } from 'vscode-languageclient/node';
import { type InitializationOptions, TRUSTED } from './protocol.ts';
import { stepDone } from './walkthrough.ts';

export const LANGUAGE = 'apacheconf';

/** The server as the commands see it. */
export interface LanguageServer extends Disposable {
  readonly output: LogOutputChannel;
  /** Starts the server unless it runs, and waits until it answers. Fails where it cannot start. */
  started(): Promise<LanguageClient>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes the server's handle; no process is started yet. */
export function createLanguageServer(context: ExtensionContext): LanguageServer {
  const output = window.createOutputChannel('Apache', { log: true });
  let client: LanguageClient | undefined;
  let creating: Promise<LanguageClient> | undefined;
  const started = async () => {
    creating ??= createClient(context, output);
    client = await creating;
    await client.start();
    return client;
  };
  const restart = async () => {
    // A client that failed to start can neither be stopped nor started again: it gives way to a new one.
    if (client?.isRunning()) await client.stop();
    else creating = undefined;
    await started();
  };
  const trustGranted = workspace.onDidGrantWorkspaceTrust(() => {
    if (client?.isRunning()) void client.sendNotification(TRUSTED);
  });
  const stop = async () => client?.stop();
  return { output, started, restart, stop, dispose: () => trustGranted.dispose() };
}

async function createClient(context: ExtensionContext, output: LogOutputChannel): Promise<LanguageClient> {
  const { LanguageClient, TransportKind } = await import('./language-client.ts');
  const module = context.asAbsolutePath(path.join('dist', 'apache-ls.js'));
  return new LanguageClient('apache', 'Apache', { module, transport: TransportKind.ipc }, options(context, output));
}

function options(context: ExtensionContext, outputChannel: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ language: LANGUAGE }],
    outputChannel,
    initializationOptions: (): InitializationOptions => ({
      rulePages: Uri.joinPath(context.extensionUri, 'docs', 'rules').toString(),
      trusted: workspace.isTrusted,
      generatesCertificates: true,
    }),
    middleware: {
      // The walkthrough's second step is done once documentation was shown.
      provideHover: async (document, position, token, next) => {
        const hover = await next(document, position, token);
        if (hover) stepDone('documentationShown');
        return hover;
      },
    },
  };
}
