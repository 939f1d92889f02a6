// The command `Apache: Show Output`.
import { commands, type Disposable } from 'vscode';
import type { LanguageServer } from './language-server.ts';

export function registerShowOutput(server: LanguageServer): Disposable {
  return commands.registerCommand('apache.showOutput', () => server.output.show());
}
