// The command `Apache: Test Configuration` with a real Apache: its complaint on the right word, asked for and on save.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestResult } from '../../../client/src/test-configuration.ts';
import { needs, pathOf } from '../../support/programs.ts';
import { eventually, open, replaceFirst } from './workspace.ts';

const SITE = 'configuration-test/site.conf';
const MISTAKE = 'socache_dbm_module';

suite('configuration test', () => {
  suiteSetup(async function () {
    const { skip } = needs('apache2');
    if (skip) {
      console.log(`configuration test ${skip}`);
      this.skip();
    }
    await configure('apache', 'httpdPath', pathOf('apache2'));
    await configure('apache', 'environment', { APACHE_LOG_DIR: '.' });
    // In a browser the editor saves by itself, unless it is told not to.
    await configure('files', 'autoSave', 'off');
  });
  suiteTeardown(async () => {
    for (const name of ['httpdPath', 'environment', 'testOnSave']) await configure('apache', name, undefined);
    await configure('files', 'autoSave', undefined);
  });

  test('the complaint names the included file and its line, and stands on the word that it quotes', async () => {
    const document = await open(SITE);
    const { isAccepted, complaint, mainFile } = await run(document);
    assert.equal(isAccepted, false);
    assert.equal(complaint?.file, document.uri.fsPath);
    assert.equal(complaint?.line, 2);
    assert.match(mainFile ?? '', /configuration-test\/httpd\.conf$/);
    const [shown, ...others] = complaintsIn(document);
    assert.equal(shown && document.getText(shown.range), MISTAKE);
    assert.equal(shown?.range.start.line, 1);
    assert.equal(shown?.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual(others, []);
  });

  test('the command saves what was mended, and the complaint goes', async () => {
    const document = await open(SITE);
    await replaceFirst(document, MISTAKE, 'socache_shmcb_module');
    assert.ok(document.isDirty);
    const { isAccepted, complaint } = await run(document);
    assert.equal(isAccepted, true, complaint?.message);
    assert.ok(!document.isDirty);
    assert.deepEqual(complaintsIn(document), []);
  });

  test('where the language server tells an error of the line, the complaint is not repeated', async () => {
    const document = await open(SITE);
    await replaceFirst(document, 'ServerAdmin', 'SSLProtocol');
    const isFound = () => vscode.languages.getDiagnostics(document.uri).some(({ range }) => range.start.line === 2);
    await eventually('error of the language server', () => isFound() || undefined);
    const { complaint } = await run(document);
    assert.equal(complaint?.line, 3);
    assert.deepEqual(complaintsIn(document), []);
    await replaceFirst(document, 'SSLProtocol', 'ServerAdmin');
  });

  test('on save, for those who want it', async () => {
    await configure('apache', 'testOnSave', true);
    const document = await open(SITE);
    await replaceFirst(document, 'socache_shmcb_module', MISTAKE);
    assert.deepEqual(complaintsIn(document), []);
    assert.ok(await document.save());
    await eventually('complaint after saving', () => complaintsIn(document)[0]);
    await replaceFirst(document, MISTAKE, 'socache_shmcb_module');
    await eventually('end of the complaint', () => complaintsIn(document).length === 0 || undefined);
    assert.ok(await document.save());
    await configure('apache', 'testOnSave', undefined);
    assert.equal((await run(document)).isAccepted, true);
  });

  test('for a file that no main file reaches, Apache tests its own main file', async () => {
    const document = await open('configuration-test/lone.vhost');
    assert.equal((await run(document)).mainFile, undefined);
  });

  test('a .htaccess file is not tested', async () => {
    const document = await open('configuration-test/.htaccess');
    assert.equal(document.languageId, 'apacheconf');
    assert.equal(await vscode.commands.executeCommand('apache.testConfiguration', document.uri.toString()), undefined);
  });
});

function configure(section: string, name: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration(section).update(name, value, vscode.ConfigurationTarget.Global);
}

async function run(document: vscode.TextDocument): Promise<TestResult> {
  const result = await vscode.commands.executeCommand<TestResult | undefined>(
    'apache.testConfiguration',
    document.uri.toString(),
  );
  assert.ok(result, 'the command gave no result');
  return result;
}

function complaintsIn(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'apache -t');
}
