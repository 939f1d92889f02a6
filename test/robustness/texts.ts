// The texts that are cut and mangled: every block of every spec, and one large text made of the documentation's examples.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { chaptersOf } from '../spec/markdown.ts';
import { WrittenText } from '../spec/written-text.ts';

const folder = path.join(process.cwd(), 'test/spec');

/** The texts of all `apache` blocks of the specs, shortened to a length that can be tried at every offset. */
export function specTexts(): string[] {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const parts = files.flatMap((name) => chaptersOf(fs.readFileSync(path.join(folder, name), 'utf8'))).flatMap((chapter) => chapter.parts);
  const texts = parts.flatMap((part) => (part.type === 'block' && part.block.language === 'apache' ? [new WrittenText(part.block.body).text] : []));
  return [...new Set(texts.map((text) => text.slice(0, 400)))];
}

/** All examples of the catalogue, one after the other. */
export function largeText(): string {
  const examples = [...catalogue.directives()].flatMap((info) => (info.example ? [info.example] : []));
  return examples.join('\n');
}

/** Pieces that are inserted: what means something to the parser, and what should mean nothing. */
export const pieces: readonly string[] = [
  ...['\n', '\r\n', '\\\n', '\\\r\n', '\\', '\r', '\t', ' ', '"', "'", '\\"', '#', '<', '>', '</', '<>', '</>', '=', '+', '-', '!', '~', '|', ':', '/', '*', '%', '$'],
  ...['${', '}', '${X}', '%{GLOBAL}', '\u0000', '\ufeff', '\u00a0', '\ud83d', '\ud83d\ude80', 'é', '“', '9'.repeat(40), 'a'.repeat(9_000)],
  ...['<VirtualHost *:443>\n', '</VirtualHost>\n', '<IfModule mod_ssl.c>\n', '</IfModule>\n', '<Macro M $a>\n', '</Macro>\n', 'Use M $a\n', 'Use M M\n'],
  ...['<LuaHookFixups>\n', '</LuaHookFixups>\n', 'Define X ${X}\n', 'Define X a${X}\n', 'Include *\n', 'SSLProtocol ', 'WSGIDaemonProcess a threads=', 'ProxyPass / '],
  ...['SSLCipherSuite ', 'WSGIScriptAlias / /x process-group=', 'SSLCertificateFile ', 'Options +', 'RewriteRule ^(.*)$ $1 [', '__proto__=', 'constructor ', 'toString\n', '<constructor>\n'],
];
