// Proves that a real Apache accepts every example of the documentation as it stands.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import { needs } from '../support/programs.ts';

interface Module {
  readonly module: string;
  readonly directives?: Readonly<Record<string, Directive>>;
}

interface Directive {
  readonly since?: string;
  readonly absent?: boolean;
  readonly example?: string;
}

interface Example {
  readonly directive: string;
  readonly text: string;
  /** Why the installed Apache cannot be asked, else false. */
  readonly skip: string | false;
}

describe('Apache accepts the documentation example of', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.remove());

  for (const [module, examples] of readExamples()) {
    describe(module, { concurrency: 2 }, () => {
      for (const { directive, text, skip } of examples) {
        test(directive, { skip }, async () => {
          const { ok, line, message } = await sandbox.check(sandbox.materialise(text));
          assert.ok(ok, `line ${line}: ${message}\n${text}`);
        });
      }
    });
  }

  test('counts the examples that only newer versions accept', (context) => {
    const all = [...readExamples().values()].flat();
    const skipped = all.filter((example) => example.skip !== false);
    context.diagnostic(`${all.length} examples, ${skipped.length} of them not for the versions installed here`);
    assert.ok(all.length > skipped.length);
  });
});

/** The examples of each module that has any. */
function readExamples(): ReadonlyMap<string, readonly Example[]> {
  const folder = path.join(process.cwd(), 'server/data');
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const modules = names.sort().map((name) => parse(fs.readFileSync(path.join(folder, name), 'utf8')) as Module);
  return new Map(
    modules.map((module) => [module.module, examplesOf(module)] as const).filter(([, examples]) => examples.length > 0),
  );
}

function examplesOf({ module, directives = {} }: Module): readonly Example[] {
  return Object.entries(directives).flatMap(([directive, facts]) =>
    facts.example === undefined ? [] : [{ directive, text: facts.example, skip: reasonToSkip(module, facts) }],
  );
}

/** The mod_wsgi that distributions package is older than 5, and some directives do not exist on Unix. */
function reasonToSkip(module: string, { since = '0', absent = false }: Directive): string | false {
  if (absent) return 'not in this httpd';
  return module === 'mod_wsgi' && Number.parseInt(since, 10) >= 5 ? `needs mod_wsgi ${since}` : false;
}
