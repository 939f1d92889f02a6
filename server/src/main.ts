// The program apache-ls: the language server, and `apache-ls check`.
import * as fs from 'node:fs';
import manifest from '../../package.json' with { type: 'json' };
import { runCheck } from './cli/check.ts';
import { InputError } from './cli/inputs.ts';
import { parseCheckOptions, UsageError, usage } from './cli/options.ts';
import { expectShortRun } from './cli/short-run.ts';
import { startServer } from './lsp/server.ts';

function main(words: readonly string[]): void {
  const [command, ...rest] = words;
  if (command === '--help' || command === '-h' || command === 'help') process.stdout.write(usage);
  else if (command === '--version') process.stdout.write(`${manifest.version}\n`);
  else if (command === 'check') void check(rest);
  else if (
    command === '--stdio' ||
    command === '--node-ipc' ||
    command?.startsWith('--socket=') ||
    command?.startsWith('--pipe=')
  )
    startServer();
  else fail(command === undefined ? 'no command given' : unknownCommand(command));
}

async function check(words: readonly string[]): Promise<void> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  expectShortRun();
  try {
    const write = (text: string) => process.stdout.write(text);
    process.exitCode = await runCheck(parseCheckOptions(words), { write, warn: complain });
  } catch (error) {
    if (error instanceof UsageError) fail(error.message);
    else failWithout(error);
  }
}

/** Who names a file wants it checked. */
function unknownCommand(command: string): string {
  const hint = fs.existsSync(command) ? `; did you mean apache-ls check ${command}?` : '';
  return `unknown ${command.startsWith('-') ? 'option' : 'command'} ${command}${hint}`;
}

function fail(message: string): void {
  complain(`${message}\nRun apache-ls --help to see what it takes.`);
  process.exitCode = 2;
}

/** Without a verdict, because of unreadable input or a mistake of ours. */
function failWithout(error: unknown): void {
  if (error instanceof InputError) complain(error.message);
  else complain(`internal error: ${error instanceof Error ? error.stack : error}`);
  process.exitCode = 2;
}

function complain(message: string): void {
  process.stderr.write(`apache-ls: ${message}\n`);
}

/** A reader such as `head` may close the pipe before everything is written: that is no failure. */
function endQuietlyWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

process.stdout.on('error', endQuietlyWithoutReader);
main(process.argv.slice(2));
