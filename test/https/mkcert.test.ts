// Starts hosts with a certificate of the real mkcert on a real Apache, and checks it against mkcert's root.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import { needs } from '../support/programs.ts';
import { modeOf } from '../support/temporary-folder.ts';
import { certify, mkcertIn } from './certify.ts';
import { assertAccepted, assertRefused, facts, opensslVerdict, serving } from './secure-site.ts';
import { hasIpv6, layOut } from './tree.ts';

describe('HTTPS with a certificate of mkcert', needs('apache2', 'openssl', 'mkcert'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.remove());

  test('a TLS host and a host that gets a twin', async () => {
    for (const [fixture, file, name] of [
      ['debian', 'sites-available/shop.conf', 'shop.example.org'],
      ['plain', 'sites/blog.conf', 'blog.example.org'],
    ] as const) {
      const tree = layOut(sandbox, fixture);
      fs.rmSync(path.join(tree.root, 'sites-enabled/two-ports.conf'), { force: true });
      const tool = mkcertIn(sandbox.folder);
      const made = await certify(tree, file, name, { tool });
      assert.ok(made?.mkcert);
      assert.equal(made.mkcert.root.folder, tool.environment.CAROOT);
      assert.equal(modeOf(made.keyFile), 0o600);
      const root = made.mkcert.root.certificate;
      tree.check();
      await serving(tree.start(), async (server) => {
        assert.equal((await facts(server, name, root)).scheme, 'https');
        await assertAccepted(
          server,
          root,
          made.names.map(({ value }) => value),
        );
        await assertRefused(server, root, ['other.example.org', `a.${name}`, '127.0.0.2']);
      });
    }
  });

  test('wildcards and addresses, on a server that only this machine reaches', {
    skip: !hasIpv6 && 'no IPv6 here',
  }, async () => {
    const tree = layOut(sandbox, 'addresses');
    const made = await certify(tree, 'httpd.conf', 'apps.example.org', { tool: mkcertIn(sandbox.folder) });
    assert.ok(made?.mkcert);
    const root = made.mkcert.root.certificate;
    tree.check();
    const listens = fs.readFileSync(tree.main, 'utf8').match(/(?<=^Listen ).*/gm);
    assert.deepEqual(listens, ['127.0.0.1:80', '[::1]:80', '127.0.0.1:443', '[::1]:443']);
    await serving(tree.start(), async (server) => {
      const names = ['apps.example.org', 'any.apps.example.org', '192.0.2.7', '2001:db8::7', 'localhost', '::1'];
      await assertAccepted(server, root, names);
      await assertRefused(server, root, ['a.b.apps.example.org', 'example.org', '192.0.2.8', '2001:db8::8']);
      assert.equal((await facts(server, 'any.apps.example.org', root)).processGroup, 'tenants');
      assert.equal(opensslVerdict(server.port(443), root, '::1', '[::1]'), 'accepted');
      assert.match(opensslVerdict(server.port(443), root, '::2', '[::1]'), /mismatch/);
    });
  });
});
