// The program apache-ls: the language server, and `apache-ls check`.

import manifest from '../../package.json' with { type: 'json' };
import { runCheck } from './cli/check.ts';
import { parseCheckOptions, UsageError, usage } from './cli/options.ts';
import { startServer } from './lsp/server.ts';

function main(words: readonly string[]): void {
  const [command, ...rest] = words;
  if (command === '--help' || command === '-h') process.stdout.write(usage);
  else if (command === '--version') process.stdout.write(`${manifest.version}\n`);
  else if (command === 'check') check(rest);
  else if (
    command === '--stdio' ||
    command === '--node-ipc' ||
    command?.startsWith('--socket=') ||
    command?.startsWith('--pipe=')
  )
    startServer();
  else fail(command === undefined ? 'no command given' : `unknown command ${command}`);
}

function check(words: readonly string[]): void {
  if (words.includes('--help')) {
    process.stdout.write(usage);
    return;
  }
  try {
    process.exitCode = runCheck(parseCheckOptions(words), (text) => process.stdout.write(text));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    fail(error.message);
  }
}

function fail(message: string): void {
  process.stderr.write(`apache-ls: ${message}\n\n${usage}`);
  process.exitCode = 2;
}

main(process.argv.slice(2));
