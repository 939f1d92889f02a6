// Lays a configuration out on disk, checks it with the real Apache and runs it on free ports of this machine.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Sandbox } from '../support/apache.ts';
import { launch, onFreePorts, portsOf, type RunningServer } from '../support/apache-server.ts';
import { pathOf } from '../support/programs.ts';

/** A configuration of its own: what a fixture has below /etc/apache2 lies in `root`, and /srv in `root`/srv. */
export interface Tree {
  readonly root: string;
  readonly main: string;
  /** Every file below `root`, by its path in it. */
  texts(): Map<string, string>;
  /** Fails with Apache's own words where `apache2 -t` refuses the tree. */
  check(): void;
  /** Gives every port a free one, in the files, and starts Apache. */
  start(): Promise<RunningServer>;
}

/** Whether this machine can be reached by IPv6. */
export const hasIpv6 = Object.values(os.networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

/** Copies the fixture `name`; each line of its files goes through `change`. */
export function layOut(sandbox: Sandbox, name: string, change = (text: string) => text): Tree {
  const root = fs.mkdtempSync(path.join(sandbox.folder, 'work', `${name}-`));
  fs.chmodSync(root, 0o755);
  const fixture = path.join(process.cwd(), 'test/https/fixtures', name);
  for (const file of filesBelow(fixture)) {
    const text = fs.readFileSync(path.join(fixture, file), 'utf8');
    write(path.join(root, file), change(text.replaceAll('/etc/apache2', root).replaceAll('/srv', `${root}/srv`)));
  }
  enableSites(root);
  write(path.join(root, 'sandbox.conf'), sandboxLines(sandbox, root));
  write(path.join(root, 'srv/app.wsgi'), fs.readFileSync(path.join(process.cwd(), 'test/snippets/app.wsgi'), 'utf8'));
  const main = path.join(root, fs.existsSync(path.join(root, 'httpd.conf')) ? 'httpd.conf' : 'apache2.conf');
  return treeOf(root, main);
}

function treeOf(root: string, main: string): Tree {
  const args = ['-d', root, '-f', main];
  return {
    root,
    main,
    texts: () => new Map(filesBelow(root).map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')])),
    check: () => execFileSync(pathOf('apache2'), [...args, '-t'], { env: {}, stdio: 'pipe' }),
    start: () => {
      const files = filesBelow(root).filter((file) => file.endsWith('.conf') && file !== 'sandbox.conf');
      const texts = files.map(
        (file) => [path.join(root, file), fs.readFileSync(path.join(root, file), 'utf8')] as const,
      );
      return onFreePorts(portsOf(texts.map(([, text]) => text).join('\n')), (ports) => {
        for (const [file, text] of texts) fs.writeFileSync(file, onLoopback(text, ports));
        return launch(args, root, ports);
      });
    },
  };
}

/** Regular files only: a link of sites-enabled leads to a file that is there under its own name. */
function filesBelow(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => fs.lstatSync(path.join(folder, name)).isFile());
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

/** What Debian's a2ensite does. */
function enableSites(root: string): void {
  const available = path.join(root, 'sites-available');
  if (!fs.existsSync(available)) return;
  fs.mkdirSync(path.join(root, 'sites-enabled'));
  for (const site of fs.readdirSync(available)) {
    fs.symlinkSync(path.join('..', 'sites-available', site), path.join(root, 'sites-enabled', site));
  }
}

/** The modules, and what keeps Apache inside of the sandbox. */
function sandboxLines(sandbox: Sandbox, root: string): string {
  const lines = [
    `DefaultRuntimeDir "${sandbox.folder}/run"`,
    `PidFile "${root}/httpd.pid"`,
    `ErrorLog "${root}/error.log"`,
    fs.readFileSync(path.join(sandbox.folder, 'modules.conf'), 'utf8').trimEnd(),
    `TypesConfig "${sandbox.folder}/mime.types"`,
    `WSGISocketPrefix "${sandbox.folder}/run/wsgi"`,
  ];
  // Only root may change to another user, and Apache refuses to serve as root.
  if (process.getuid?.() === 0) lines.push('User www-data', 'Group www-data');
  return `${lines.join('\n')}\n`;
}

/** No Listen is added or left out: a tree that does not listen on a port is to fail. */
function onLoopback(text: string, ports: ReadonlyMap<number, number>): string {
  const free = (port: string) => ports.get(Number(port));
  return text
    .replace(/^([ \t]*)Listen (\d+)$/gm, (_, indent, port) =>
      (hasIpv6 ? ['127.0.0.1', '[::1]'] : ['127.0.0.1'])
        .map((own) => `${indent}Listen ${own}:${free(port)}`)
        .join('\n'),
    )
    .replace(/^([ \t]*Listen \S+:)(80|443)$/gm, (_, start, port) => `${start}${free(port)}`)
    .replace(/^[ \t]*<VirtualHost [^>]*/gm, (line) =>
      line.replace(/:(80|443)(?=\s|$)/g, (_, port) => `:${free(port)}`),
    );
}
