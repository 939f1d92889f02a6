// The program apache-ls: the language server, and `apache-ls check`.

import manifest from '../../package.json' with { type: 'json' };
import { runCheck } from './cli/check.ts';
import { InputError } from './cli/inputs.ts';
import { parseCheckOptions, UsageError, usage } from './cli/options.ts';
import { startServer } from './lsp/server.ts';

function main(words: readonly string[]): void {
  const [command, ...rest] = words;
  if (command === '--help' || command === '-h') process.stdout.write(usage);
  else if (command === '--version') process.stdout.write(`${manifest.version}\n`);
  else if (command === 'check') void check(rest);
  else if (
    command === '--stdio' ||
    command === '--node-ipc' ||
    command?.startsWith('--socket=') ||
    command?.startsWith('--pipe=')
  )
    startServer();
  else fail(command === undefined ? 'no command given' : `unknown command ${command}`);
}

async function check(words: readonly string[]): Promise<void> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  try {
    process.exitCode = await runCheck(parseCheckOptions(words), (text) => process.stdout.write(text));
  } catch (error) {
    if (error instanceof UsageError) fail(error.message);
    else if (error instanceof InputError) failOnInput(error.message);
    else throw error;
  }
}

function fail(message: string): void {
  process.stderr.write(`apache-ls: ${message}\n\n${usage}`);
  process.exitCode = 2;
}

function failOnInput(message: string): void {
  process.stderr.write(`apache-ls: ${message}\n`);
  process.exitCode = 2;
}

/** A reader such as `head` may close the pipe before everything is written: that is no failure. */
function endQuietlyWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

process.stdout.on('error', endQuietlyWithoutReader);
main(process.argv.slice(2));
