// Checks what the user reads: the final message, the advice on trust, and how to get mkcert.
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { test } from 'node:test';
import type { Generated } from '../../client/src/certificates/generate.ts';
import { type Outcome, report } from '../../client/src/certificates/report.ts';
import { familiesOf, howToGetMkcert, howToTrust } from '../../client/src/certificates/trust.ts';

const GENERATED: Generated = {
  certificateFile: '/c/app.crt',
  keyFile: '/c/app.key',
  names: [
    { type: 'dns', value: 'app.example.com' },
    { type: 'ip', value: '::1' },
  ],
  leftOut: [],
  ignoreLine: null,
  isServed: false,
};

function mkcert(...storesWithoutRoot: string[]): Generated {
  const root = { folder: '/root', certificate: '/root/rootCA.pem', exists: true };
  return { ...GENERATED, mkcert: { program: '/bin/mkcert', root, storesWithoutRoot } };
}

function message(generated: Generated, outcome: Outcome = 'wired', isRemote = false, saved: string[] = []): string {
  const wiring = { outcome, saved, unsaved: ['/etc/app.conf'] };
  const shown = (file: string) => path.posix.relative('/c', file);
  return report(generated, { wiring, configurationFile: '/etc/app.conf', shown, isRemote });
}

test('the message names the files and the names', () => {
  assert.match(
    message(GENERATED),
    /^Certificate for app\.example\.com and 1 more \(::1\): app\.crt, key: app\.key beside it\. /,
  );
});

test('the message says whether browsers will trust it', () => {
  assert.match(message(GENERATED), /self-signed: browsers will warn/);
  assert.match(message(mkcert()), /browsers on this machine will trust it\. The host/);
  assert.match(
    message(mkcert('system', 'Firefox')),
    /not in the system nor in the Firefox trust store: browsers will warn/,
  );
  assert.match(message(mkcert(), 'wired', true), /another machine needs mkcert's root, \/root\/rootCA\.pem/);
  assert.doesNotMatch(message(GENERATED, 'wired', true), /mkcert/);
});

test('the message says what became of the configuration', () => {
  assert.match(message(GENERATED, 'wired'), /The host uses it now\. Save app\.conf and reload Apache\.$/);
  assert.match(
    message(GENERATED, 'host-added'),
    /A new host on port 443 uses it, .* Save app\.conf and reload Apache\.$/,
  );
  const ports = message(GENERATED, 'wired', false, ['/etc/ports.conf']);
  assert.match(ports, / ports\.conf is changed and saved\. Save app\.conf and reload Apache\.$/);
  assert.match(message(GENERATED, 'unchanged'), /app\.conf uses it already: reload Apache\.$/);
  assert.match(message(GENERATED, 'plain-http'), /app\.conf is unchanged, .* port 443\.$/);
  assert.match(message(GENERATED, 'refused'), /could not be edited/);
});

test('the message says what is left out and what is dangerous', () => {
  const generated = {
    ...GENERATED,
    leftOut: [{ name: '*', reason: 'a certificate cannot stand for every name' }],
    isServed: true,
  };
  assert.match(
    message(generated),
    /\* is left out: a certificate cannot stand for every name\. Move the key: .*DocumentRoot/,
  );
});

test('mkcert comes from the package manager of the system', () => {
  const linux = (text: string) => howToGetMkcert({ platform: 'linux', families: familiesOf(text) }).join();
  assert.equal(linux('ID=debian\n'), 'sudo apt install mkcert libnss3-tools');
  assert.equal(linux('NAME="Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n'), 'sudo apt install mkcert libnss3-tools');
  assert.equal(linux('ID="rocky"\nID_LIKE="rhel centos fedora"'), 'sudo dnf install mkcert nss-tools');
  assert.equal(linux('ID=arch'), 'sudo pacman -S mkcert nss');
  assert.match(linux('ID=plan9'), /^https:/);
  assert.deepEqual(howToGetMkcert({ platform: 'darwin', families: [] }), ['brew install mkcert nss']);
  const windows = howToGetMkcert({ platform: 'win32', families: [] }).join();
  for (const manager of ['winget', 'choco', 'scoop']) assert.ok(windows.includes(manager), manager);
});

test('the advice quotes the file and fits the system', () => {
  const how = (platform: NodeJS.Platform, families: string[], file = "/a b/it's.crt") =>
    howToTrust({ platform, families }, file)
      .map((step) => step.how)
      .join('\n');
  assert.match(how('linux', ['debian']), /certutil .* -n 'it'\\''s\.crt' -i '\/a b\/it'\\''s\.crt'\n/);
  assert.match(how('linux', ['debian']), /update-ca-certificates/);
  assert.doesNotMatch(how('linux', ['fedora']), /update-ca/);
  assert.match(how('darwin', []), /^security add-trusted-cert /);
  assert.match(how('win32', [], 'C:\\a b\\app.crt'), /^certutil -user -addstore Root "C:\\a b\\app\.crt"/);
});
