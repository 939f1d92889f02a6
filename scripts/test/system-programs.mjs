// Sees to the system programs that the suites run: a real Apache, openssl, mkcert, Chromium, git.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tsImport } from 'tsx/esm/api';

const { missingPackages } = await tsImport('../../test/support/programs.ts', import.meta.url);

/**
 * Installs the missing Debian packages where this is Debian and we are root; elsewhere names them.
 * Throws where something is still missing under CI=true.
 */
export function ensureSystemPrograms() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (isDebian() && process.getuid() === 0) return install(missing);
  const advice = `Missing system programs: apt-get install ${missing.join(' ')}`;
  if (process.env.CI === 'true') throw new Error(advice);
  console.log(`${advice}\nThe suites that need them are skipped.`);
}

const isDebian = () => fs.existsSync('/etc/debian_version') && fs.existsSync('/usr/bin/apt-get');

function install(packages) {
  console.log(`Installing system packages that the suites need: ${packages.join(' ')}`);
  aptGet('update', '-qq');
  aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages);
  const missing = missingPackages();
  if (missing.length > 0) throw new Error(`Still missing after their installation: ${missing.join(' ')}`);
}

function aptGet(...parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const result = spawnSync('apt-get', parameters, { stdio: ['ignore', 'inherit', 'inherit'], env });
  if (result.status !== 0) throw new Error(`apt-get ${parameters.join(' ')} failed`);
}
