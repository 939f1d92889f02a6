// Tells a suite whether the system programs it needs are here, and what to install where they are not.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isProgram } from '../../client/src/programs.ts';

/** A system program that a suite can ask for, by its common name. */
export type Program = 'apache2' | 'openssl' | 'mkcert' | 'chromium' | 'git' | 'curl' | 'python3' | 'certutil';

interface Facts {
  /** Any one of these file names will do. */
  readonly names: readonly string[];
  /** What has to exist besides, such as a module that comes in its own package. */
  readonly files?: readonly string[];
  readonly packages: string;
}

const PROGRAMS: Readonly<Record<Program, Facts>> = {
  apache2: {
    names: ['apache2'],
    files: ['/usr/lib/apache2/modules/mod_ssl.so', '/usr/lib/apache2/modules/mod_wsgi.so'],
    // Not the package apache2, whose installation starts a server on port 80.
    packages: 'apache2-bin media-types libapache2-mod-wsgi-py3',
  },
  openssl: { names: ['openssl'], packages: 'openssl' },
  mkcert: { names: ['mkcert'], packages: 'mkcert' },
  chromium: { names: ['chromium', 'chromium-browser', 'google-chrome'], packages: 'chromium' },
  git: { names: ['git'], packages: 'git' },
  curl: { names: ['curl'], packages: 'curl' },
  certutil: { names: ['certutil'], packages: 'libnss3-tools' },
  python3: { names: ['python3'], packages: 'python3' },
};

/** Debian keeps servers where the PATH of an ordinary user does not look. */
const SERVER_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/**
 * Options for a `node:test` suite or test that runs `programs`: a reason to skip where one is missing, else false.
 * Throws where one is missing and CI=true, since a skipped suite would prove nothing there.
 */
export function needs(...programs: Program[]): { skip: string | false } {
  const packages = programs.filter((program) => !isInstalled(program)).map((program) => PROGRAMS[program].packages);
  if (packages.length === 0) return { skip: false };
  const reason = `skipped: apt-get install ${packages.join(' ')}`;
  if (process.env.CI === 'true') throw new Error(`Under CI=true nothing may be skipped. ${reason}`);
  return { skip: reason };
}

/** The Debian packages of every program that is not here. */
export function missingPackages(): string[] {
  const programs = Object.keys(PROGRAMS) as Program[];
  return programs
    .filter((program) => !isInstalled(program))
    .flatMap((program) => PROGRAMS[program].packages.split(' '));
}

/** The absolute path of `program`; throws with the packages to install where it is missing. */
export function pathOf(program: Program): string {
  const found = findProgram(program);
  if (found === undefined) throw new Error(`${program} is missing: apt-get install ${PROGRAMS[program].packages}`);
  return found;
}

function isInstalled(program: Program): boolean {
  return findProgram(program) !== undefined && (PROGRAMS[program].files ?? []).every((file) => fs.existsSync(file));
}

function findProgram(program: Program): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...SERVER_FOLDERS];
  return PROGRAMS[program].names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((candidate) => path.isAbsolute(candidate) && isProgram(candidate));
}
