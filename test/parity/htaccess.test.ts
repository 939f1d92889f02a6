// Compares our verdicts on .htaccess files with the answers of a running Apache, under each class of AllowOverride.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { type Configuration, evaluate } from '../../server/src/configuration/evaluate.ts';
import { uriOf } from '../../server/src/configuration/paths.ts';
import { NodeDisk } from '../../server/src/host/node-disk.ts';
import { check } from '../../server/src/rules/check.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import type { RunningServer } from '../support/apache-server.ts';
import { needs } from '../support/programs.ts';
import { ask } from '../support/request.ts';
import { htaccessLines } from './generated.ts';

const overrides = [
  ...['All', 'AuthConfig', 'FileInfo', 'Indexes', 'Limit', 'Options', 'None', 'Nonfatal=Override FileInfo'],
  ...['Options=Indexes,ExecCGI', 'AuthConfig Limit'],
];
const settings = { catalogue, apacheVersion: '2.4.71', modWsgiVersion: '4.9.4', defines: [], environment: {} };

describe('apache-ls agrees with Apache on .htaccess under AllowOverride', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  let server: RunningServer;
  let tree: Configuration;
  before(async () => {
    sandbox = await createSandbox();
    const text = treeText(sandbox.folder);
    server = await sandbox.start(text);
    const main = new SourceFile(uriOf(path.join(sandbox.folder, 'work/httpd.conf')), text);
    const file = new SourceFile(main.uri, `Include "${sandbox.folder}/base.conf"\n${main.text}`);
    tree = evaluate({ file, isMain: true, context: 'server' }, settings, new NodeDisk());
  });
  after(async () => {
    await server.stop();
    sandbox.remove();
  });

  for (const [index, override] of overrides.entries()) {
    test(override, async () => {
      const differences: string[] = [];
      let crashes = 0;
      for (const line of htaccessLines()) {
        const isRefused = await refuses(line, `c${index}`);
        if (isRefused === undefined) crashes++;
        const errors = errorsIn(line, `c${index}`);
        if (isRefused === false && errors[0]) differences.push(`false error: ${line}: ${errors[0]}`);
        if (isRefused && errors.length === 0) differences.push(`missed: ${line}`);
      }
      assert.deepEqual(differences, []);
      assert.ok(crashes < 5, `${crashes} lines crashed Apache`);
    });
  }

  /** Apache tells of what it refuses in its error log, and names the file. Undefined where the line crashes its process. */
  async function refuses(line: string, folder: string): Promise<boolean | undefined> {
    const before = server.errorLog().length;
    fs.writeFileSync(path.join(sandbox.folder, 'work', folder, '.htaccess'), `${line}\n`);
    const question = { port: server.port(80), host: 'localhost', path: `/${folder}/page.txt` };
    const status = await ask(question).then(
      (answer) => answer.status,
      () => undefined,
    );
    if (status === undefined) return undefined;
    return status === 500 && /\[core:alert\].*\.htaccess/.test(server.errorLog().slice(before));
  }

  function errorsIn(line: string, folder: string): string[] {
    const uri = uriOf(path.join(sandbox.folder, 'work', folder, '.htaccess'));
    const start = { file: new SourceFile(uri, `${line}\n`), isMain: false, context: 'htaccess', tree } as const;
    const problems = check(evaluate(start, settings, new NodeDisk()));
    return problems.filter((problem) => problem.severity === 'error').map((problem) => problem.message);
  }
});

/** A folder for each of `overrides`, with a page in it. */
function treeText(sandbox: string): string {
  const root = path.join(sandbox, 'work');
  fs.chmodSync(root, 0o755);
  const sections = overrides.map((override, index) => {
    const folder = path.join(root, `c${index}`);
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'page.txt'), 'a page');
    return `<Directory "${folder}">\nAllowOverride ${override}\nRequire all granted\n</Directory>\n`;
  });
  return `Listen 80\nDocumentRoot "${root}"\n${sections.join('')}`;
}
