// Writes the LoadModule lines for every module that is installed, in an order in which each finds what it needs.
import * as fs from 'node:fs';
import * as path from 'node:path';

const FOLDER = '/usr/lib/apache2/modules';

/** Modules that others need at load time, and the one multi-processing module that is chosen. */
const FIRST = [
  'mpm_event',
  'authn_core',
  'authz_core',
  'auth_basic',
  'auth_digest',
  'session',
  'dav',
  'cache',
  'dbd',
  'ldap',
  'proxy',
  'slotmem_shm',
  'slotmem_plain',
  'unique_id',
  'request',
  'filter',
  'xml2enc',
];

/** One LoadModule line for each mod_*.so; throws where a module's identifier cannot be read. */
export function loadModuleLines(): string {
  const installed = fs.readdirSync(FOLDER).flatMap((name) => /^mod_(\w+)\.so$/.exec(name)?.[1] ?? []);
  const others = installed.filter((name) => !FIRST.includes(name) && !name.startsWith('mpm_')).sort();
  const ordered = [...FIRST.filter((name) => installed.includes(name)), ...others];
  return ordered.map((name) => `LoadModule ${identifierOf(name)} ${path.join(FOLDER, `mod_${name}.so`)}\n`).join('');
}

/** Reads the identifier, an exported symbol such as `ssl_module`, from the names stored in the shared object. */
function identifierOf(name: string): string {
  const bytes = fs.readFileSync(path.join(FOLDER, `mod_${name}.so`), 'latin1');
  const symbols = [...bytes.matchAll(/\0([a-z][a-z0-9_]*_module)(?=\0)/g)].flatMap((match) => match[1] ?? []);
  // A module may also name those of others, so its own file name decides where it is among them.
  const identifier = symbols.includes(`${name}_module`) ? `${name}_module` : symbols[0];
  if (identifier === undefined) throw new Error(`${FOLDER}/mod_${name}.so holds no module identifier`);
  return identifier;
}
