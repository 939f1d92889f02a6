// The configurations that are measured: as many hosts of 40 lines as wanted, in one text or in a tree of files.
import * as fs from 'node:fs';
import * as path from 'node:path';

const host = fs.readFileSync(path.join(process.cwd(), 'test/bench/host.conf'), 'utf8');

/** Lines of one host. */
export const linesPerHost = 40;

/** A text of at least `lines` lines: hosts that differ in their number. */
export function hostsText(lines: number, firstNumber = 0): string {
  const count = Math.ceil(lines / linesPerHost);
  return Array.from({ length: count }, (_, index) => host.replaceAll('{n}', String(firstNumber + index))).join('');
}

export interface TreeShape {
  readonly files: number;
  /** Of all files together. */
  readonly lines: number;
}

/** Writes httpd.conf with `head`, and the hosts that it includes, into `folder`; gives the path of httpd.conf. */
export function writeTree(folder: string, head: string, { files, lines }: TreeShape): string {
  const hosts = lines / linesPerHost;
  fs.mkdirSync(path.join(folder, 'sites'), { recursive: true });
  for (let index = 0; index < files; index++) {
    const [first, next] = [index, index + 1].map((place) => Math.floor((place * hosts) / files));
    const text = hostsText(((next ?? 0) - (first ?? 0)) * linesPerHost, first);
    fs.writeFileSync(path.join(folder, 'sites', `site${String(index).padStart(6, '0')}.conf`), text);
  }
  const main = path.join(folder, 'httpd.conf');
  fs.writeFileSync(main, `${head}Listen 127.0.0.1:8080\nIncludeOptional "${folder}/sites/*.conf"\n`);
  return main;
}
