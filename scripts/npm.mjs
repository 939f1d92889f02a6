// Runs npm and the other scripts with the Node that runs this, and brings node_modules in step with the lock file.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * Runs npm in `folder`, its output passed on.
 * Throws with npm's arguments when npm cannot be found or does not succeed.
 */
export function npm(folder, ...parameters) {
  const result = spawnSync(...npmCommand(parameters), { cwd: folder, stdio: 'inherit', env: ownEnvironment() });
  if (result.error) throw new Error(`npm could not be started: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`npm ${parameters.join(' ')} failed in ${folder}`);
}

/** Runs scripts/`name` as a process of its own; throws when it does not succeed. */
export function runScript(root, name, ...parameters) {
  const result = spawnSync(process.execPath, [path.join(root, 'scripts', name), ...parameters], {
    cwd: root,
    stdio: 'inherit',
  });
  if (result.status !== 0) throw new Error(`scripts/${name} failed`);
}

/** Runs `npm ci` when node_modules is missing or is not what the lock file asks for. */
export function ensureDependencies(root) {
  if (dependenciesMatch(root)) return;
  console.log('Installing the packages of package-lock.json …');
  npm(root, 'ci', '--ignore-scripts');
}

function npmCommand(parameters) {
  const cli = npmCli();
  return cli ? [process.execPath, [cli, ...parameters]] : ['npm', parameters];
}

/** npm says where it is to the scripts it runs; else it lies beside Node. */
function npmCli() {
  const places = [
    process.env.npm_execpath,
    path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
  ];
  return places.find((place) => place && path.basename(place) === 'npm-cli.js' && fs.existsSync(place));
}

/** Without what an outer npm says about its own package and script. */
function ownEnvironment() {
  const foreign = /^npm_(package|lifecycle|command|config_local_prefix)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** npm keeps what it installed in a lock file of its own; comparing the two does not depend on file times. */
function dependenciesMatch(root) {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (!fs.existsSync(installed)) return false;
  const present = JSON.parse(fs.readFileSync(installed, 'utf8')).packages;
  const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional || present[name]?.version === entry.version,
  );
}
