// The command `Apache: Copy mod_wsgi-express Command`, for the host at the cursor and its certificate.
import { commands, type Disposable, env, window } from 'vscode';
import { expressCommand } from './express-command.ts';
import { type CommandPlace, hostAt, placeOfCursor } from './host-at.ts';
import type { LanguageServer } from './language-server.ts';

/** Gives back what it copied; undefined where it told the user why it could not. */
export function registerCopyExpressCommand(server: LanguageServer): Disposable {
  return commands.registerCommand('apache.copyExpressCommand', async (place?: CommandPlace) => {
    try {
      const host = await hostAt(server, place ?? placeOfCursor());
      const { certificateFile, keyFile } = host;
      if (certificateFile === undefined || keyFile === undefined) {
        throw new Error('This host names no certificate yet: generate one first.');
      }
      return await copy({ host, certificateFile: pathOf(certificateFile), keyFile: pathOf(keyFile) });
    } catch (error) {
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  });
}

/** Copies the command line and says so. */
export async function copy(command: Parameters<typeof expressCommand>[0]): Promise<string> {
  const line = expressCommand(command);
  await env.clipboard.writeText(line);
  window.setStatusBarMessage('Copied the mod_wsgi-express command', 3000);
  return line;
}

function pathOf(argument: { readonly value: string; readonly path: string | null }): string {
  return argument.path ?? argument.value;
}
