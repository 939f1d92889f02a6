// Starts hosts that the certificate command wired on a real Apache, and checks the self-signed certificate as a client.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import { needs } from '../support/programs.ts';
import { ask } from '../support/request.ts';
import { modeOf } from '../support/temporary-folder.ts';
import { withBundledServer } from './bundled-server.ts';
import { type Certified, certify, certifyWith } from './certify.ts';
import { assertAccepted, assertRefused, facts, serving } from './secure-site.ts';
import { layOut, type Tree } from './tree.ts';

const SHOP = 'sites-available/shop.conf';
const TWO_PORTS = 'sites-available/two-ports.conf';
const STRANGERS = ['other.example.org', 'example.org', 'a.shop.example.org', '127.0.0.2'];

describe('HTTPS with a self-signed certificate', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.remove());

  for (const way of ['the features', 'the bundled server over stdio']) {
    test(`a Debian tree, through ${way}`, async () => {
      const tree = layOut(sandbox, 'debian');
      fs.rmSync(path.join(tree.root, 'sites-enabled/two-ports.conf'));
      const made = await certifyShop(tree, way !== 'the features');
      // Debian's ports.conf listens already, once mod_ssl is there.
      assert.deepEqual(made.edited, [SHOP]);
      assert.equal(made.keyFile, path.join(tree.root, 'certificates/shop.example.org.key'));
      assert.equal(modeOf(made.keyFile), 0o600);
      tree.check();
      await serving(tree.start(), async (server) => {
        await assertAccepted(server, made.certificateFile, namesOf(made));
        await assertRefused(server, made.certificateFile, STRANGERS);
        const { scheme, processGroup } = await facts(server, 'www.shop.example.org', made.certificateFile);
        assert.deepEqual([scheme, processGroup], ['https', 'shop']);
      });
    });
  }

  test('a Debian tree that listens on 80 alone, edited where the file is and not where its link is', async () => {
    const tree = layOut(sandbox, 'debian', (text) => text.replace(/^<IfModule[\s\S]*?^<\/IfModule>\n/gm, ''));
    const made = await certifyShop(tree, true);
    assert.deepEqual(made.edited, ['ports.conf', SHOP]);
    tree.check();
    await serving(tree.start(), async (server) => {
      assert.equal((await facts(server, 'shop.example.org', made.certificateFile)).scheme, 'https');
    });
  });

  test('a certificate that is not trusted is refused', async () => {
    const tree = layOut(sandbox, 'debian');
    const made = await certifyShop(tree, false);
    await serving(tree.start(), async (server) => {
      const stranger = facts(server, 'shop.example.org', sandbox.keyPair.certificate);
      await assert.rejects(stranger, { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
      await facts(server, 'shop.example.org', made.certificateFile);
    });
  });

  test('a host on both ports is taken apart, and answers on both', async () => {
    const tree = layOut(sandbox, 'debian');
    await certifyShop(tree, false);
    const made = await certify(tree, TWO_PORTS, 'two.example.org');
    assert.ok(made);
    assert.deepEqual(made.edited, [TWO_PORTS]);
    tree.check();
    await serving(tree.start(), async (server) => {
      assert.equal((await facts(server, 'two.example.org')).scheme, 'http');
      assert.equal((await facts(server, 'two.example.org', made.certificateFile)).scheme, 'https');
    });
  });

  const lineEnds = { LF: '\n', CRLF: '\r\n' };
  for (const [name, newline] of Object.entries(lineEnds)) {
    test(`a host for plain HTTP gets a twin and a Listen, in files with ${name}`, async () => {
      const tree = layOut(sandbox, 'plain', (text) => text.replaceAll('\n', newline));
      const made = await certify(tree, 'sites/blog.conf', 'blog.example.org');
      assert.ok(made);
      assert.deepEqual(made.edited, ['ports.conf', 'sites/blog.conf']);
      for (const file of made.edited) assert.doesNotMatch(withoutLineEnds(tree, file, newline), /[\r\n]/);
      tree.check();
      await serving(tree.start(), async (server) => {
        const plain = await facts(server, 'blog.example.org');
        const secure = await facts(server, 'blog.example.org', made.certificateFile);
        assert.deepEqual([plain.scheme, secure.scheme], ['http', 'https']);
        assert.deepEqual([plain.processGroup, secure.processGroup], ['blog', 'blog']);
        assert.equal((await ask({ port: server.port(80), host: 'other.example.org' })).status, 410);
        await assertAccepted(server, made.certificateFile, namesOf(made));
        await assertRefused(server, made.certificateFile, STRANGERS);
      });
    });
  }

  test('files that the host names already, and that are missing, are written where it says', async () => {
    const tree = layOut(sandbox, 'missing');
    assert.throws(() => tree.check(), /my wiki\.crt/);
    const made = await certify(tree, 'httpd.conf', 'wiki.example.org');
    assert.ok(made);
    const [certificate, key] = ['tls/my wiki.crt', 'private/wiki.key'].map((file) => path.join(tree.root, file));
    assert.deepEqual([made.certificateFile, made.keyFile], [certificate, key]);
    assert.equal(modeOf(made.keyFile), 0o600);
    tree.check();
    // Only the engine had to be switched on: the names stay as they are written.
    const text = fs.readFileSync(tree.main, 'utf8');
    for (const written of ['SSLEngine on', '"tls/my wiki.crt"', '{KEYS}/wiki.key'])
      assert.ok(text.includes(written), written);
    await serving(tree.start(), async (server) => {
      assert.equal((await facts(server, 'wiki.example.org', made.certificateFile)).processGroup, 'wiki');
    });
  });

  const again: [fixture: string, file: string, name: string][] = [
    ['debian', SHOP, 'shop.example.org'],
    ['debian', TWO_PORTS, 'two.example.org'],
    ['plain', 'sites/blog.conf', 'blog.example.org'],
    ['missing', 'httpd.conf', 'wiki.example.org'],
    ['addresses', 'httpd.conf', 'apps.example.org'],
  ];
  for (const [fixture, file, name] of again) {
    test(`a second run changes nothing unasked, and then the certificate alone: ${fixture}, ${name}`, async () => {
      const tree = layOut(sandbox, fixture);
      const made = await certify(tree, file, name);
      assert.ok(made);
      const first = tree.texts();
      assert.equal(await certify(tree, file, name), undefined);
      assert.deepEqual(tree.texts(), first);
      const second = await certify(tree, file, name, { existing: 'overwrite' });
      assert.deepEqual(second?.edited, []);
      const changed = [...tree.texts()].filter(([path, text]) => first.get(path) !== text).map(([path]) => path);
      const written = [made.certificateFile, made.keyFile].map((path) => path.slice(tree.root.length + 1));
      assert.deepEqual(changed.sort(), written.sort());
    });
  }
});

async function certifyShop(tree: Tree, isBundled: boolean): Promise<Certified> {
  const made = isBundled
    ? await withBundledServer(tree, SHOP, 'ServerName', (server) => certifyWith(server, tree, SHOP))
    : await certify(tree, SHOP, 'ServerName');
  assert.ok(made);
  return made;
}

function namesOf({ names }: Certified): string[] {
  return names.map(({ value }) => value);
}

function withoutLineEnds(tree: Tree, file: string, newline: string): string {
  return fs.readFileSync(path.join(tree.root, file), 'utf8').replaceAll(newline, '');
}
