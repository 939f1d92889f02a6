// Says in one message what was generated and whether browsers will trust it.
import * as path from 'node:path';
import type { Generated } from './generate.ts';

/** What became of the configuration; `host-added` is a copy of a plain host on port 443. */
export type Outcome = 'wired' | 'host-added' | 'unchanged' | 'plain-http' | 'refused';

export interface Wiring {
  readonly outcome: Outcome;
  /** The edited files that are on disk already, and those that the user has yet to save. */
  readonly saved: readonly string[];
  readonly unsaved: readonly string[];
}

export interface ReportContext {
  readonly wiring: Wiring;
  readonly configurationFile: string;
  /** How the user is shown the path of a file. */
  readonly shown: (file: string) => string;
  /** The editor's window is on another machine than the files. */
  readonly isRemote: boolean;
}

/** The final message: files, trust, configuration, names left out, in this order. */
export function report(generated: Generated, context: ReportContext): string {
  const { isServed } = generated;
  const files = `Certificate for ${namesOf(generated)}: ${filesOf(generated, context.shown)}.`;
  const leftOut = generated.leftOut.map(({ name, reason }) => `${name} is left out: ${reason}.`);
  const served = isServed ? ['Move the key: it lies below DocumentRoot, from where Apache hands out files.'] : [];
  return [files, trust(generated, context.isRemote), outcome(context), ...leftOut, ...served].join(' ');
}

/** Whether the browsers of this machine will trust the certificate, as far as mkcert can tell. */
export function isTrusted(generated: Generated): boolean {
  return generated.mkcert !== undefined && generated.mkcert.storesWithoutRoot.length === 0;
}

function namesOf({ names }: Generated): string {
  const [first, ...others] = names.map((name) => name.value);
  return others.length === 0 ? `${first}` : `${first} and ${others.length} more (${others.join(', ')})`;
}

/** A folder is named once: paths fill most of the message. */
function filesOf({ certificateFile, keyFile }: Generated, shown: ReportContext['shown']): string {
  const isBeside = path.dirname(certificateFile) === path.dirname(keyFile);
  return `${shown(certificateFile)}, key: ${isBeside ? `${path.basename(keyFile)} beside it` : shown(keyFile)}`;
}

function trust(generated: Generated, isRemote: boolean): string {
  if (generated.mkcert === undefined) return 'It is self-signed: browsers will warn until they are told to trust it.';
  const { root, storesWithoutRoot } = generated.mkcert;
  const elsewhere = isRemote ? ` A browser on another machine needs mkcert's root, ${root.certificate}.` : '';
  if (isTrusted(generated)) return `It is signed by mkcert: browsers on this machine will trust it.${elsewhere}`;
  const stores = storesWithoutRoot.join(' nor in the ');
  return `It is signed by mkcert, whose root is not in the ${stores} trust store: browsers will warn until it is.${elsewhere}`;
}

function outcome({ wiring, configurationFile }: ReportContext): string {
  const file = path.basename(configurationFile);
  switch (wiring.outcome) {
    case 'wired':
      return `The host uses it now. ${whatToDo(wiring)}`;
    case 'host-added':
      return `A new host on port 443 uses it, and the one for plain HTTP stays as it is. ${whatToDo(wiring)}`;
    case 'unchanged':
      return `${file} uses it already: reload Apache.`;
    case 'plain-http':
      return `${file} is unchanged, since TLS for the whole server would end its plain HTTP: name both files in a host for port 443.`;
    case 'refused':
      return `${file} could not be edited: name both files in it yourself.`;
  }
}

function whatToDo({ saved, unsaved }: Wiring): string {
  const done = saved.length === 0 ? '' : `${listOf(saved)} ${saved.length === 1 ? 'is' : 'are'} changed and saved. `;
  return unsaved.length === 0 ? `${done}Reload Apache.` : `${done}Save ${listOf(unsaved)} and reload Apache.`;
}

function listOf(files: readonly string[]): string {
  return files.map((file) => path.basename(file)).join(' and ');
}
