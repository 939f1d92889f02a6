// The command `Apache: Restart Language Server`.
import { commands, type Disposable } from 'vscode';
import type { LanguageServer } from './language-server.ts';

export function registerRestartServer(server: LanguageServer): Disposable {
  return commands.registerCommand('apache.restartServer', () => server.restart());
}
