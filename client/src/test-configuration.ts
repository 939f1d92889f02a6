// The command `Apache: Test Configuration`: asks the installed Apache and shows its complaint on the right word.
import * as path from 'node:path';
import {
  commands,
  type DiagnosticCollection,
  type Disposable,
  languages,
  ProgressLocation,
  Range,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type Place, placeOf, showComplaint } from './configuration-test/complaints.ts';
import type { Verdict } from './configuration-test/output.ts';
import { findServerProgram } from './configuration-test/program.ts';
import { testConfiguration } from './configuration-test/run.ts';
import { LANGUAGE, type LanguageServer } from './language-server.ts';
import { MAIN_FILE, type MainFileResult } from './protocol.ts';

/** What the command gives back to its caller. */
export interface TestResult extends Verdict {
  readonly program: string;
  readonly mainFile: string | undefined;
}

/** Registers the command, and the test on save for those who want it. */
export function registerTestConfiguration(server: LanguageServer): Disposable[] {
  const complaints = languages.createDiagnosticCollection('apache-test');
  const run = async (uri: Uri | undefined, isAsked: boolean) => {
    try {
      return await test(server, complaints, { uri, isAsked });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      server.output.error(message);
      if (isAsked) void window.showErrorMessage(message);
      return undefined;
    }
  };
  return [
    complaints,
    commands.registerCommand('apache.testConfiguration', (uri?: string) =>
      run(uri ? Uri.parse(uri) : activeUri(), true),
    ),
    workspace.onDidSaveTextDocument((document) => {
      if (document.languageId === LANGUAGE && wantsTestOnSave(document.uri)) void run(document.uri, false);
    }),
    // A complaint is about the saved text: once the text changes, it may no longer hold.
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) complaints.delete(document.uri);
    }),
  ];
}

function activeUri(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === LANGUAGE ? document.uri : undefined;
}

function wantsTestOnSave(uri: Uri): boolean {
  return workspace.isTrusted && workspace.getConfiguration('apache', uri).get('testOnSave', false);
}

interface Request {
  readonly uri: Uri | undefined;
  readonly isAsked: boolean;
}

/** Gives back undefined where nothing was to be tested, or where a later test has begun meanwhile. */
async function test(server: LanguageServer, complaints: DiagnosticCollection, { uri, isAsked }: Request) {
  if (!workspace.isTrusted) throw new Error('Apache is started in trusted workspaces only.');
  if (uri && path.basename(uri.path) === '.htaccess') {
    if (!isAsked) return undefined;
    throw new Error('Apache reads .htaccess when a request comes, so its configuration test says nothing about it.');
  }
  if (isAsked) await saveConfigurations();
  const mainFile = uri ? await mainFileOf(server, uri) : undefined;
  if (!isAsked && mainFile === undefined) return undefined;
  const program = programFor(uri);
  const number = ++latest;
  const verdict = await runWithProgress(program, mainFile, uri);
  if (number !== latest) return undefined;
  complaints.clear();
  const place = verdict.complaint && placeOf(verdict.complaint, mainFile);
  if (verdict.complaint && place) await showComplaint(verdict.complaint, place, complaints);
  const result = { ...verdict, program, mainFile } satisfies TestResult;
  if (isAsked) tell(result, uri, place);
  return result;
}

/** The number of the test that began last: the verdict of an earlier one is about an older text. */
let latest = 0;

function programFor(uri: Uri | undefined): string {
  const configured = workspace.getConfiguration('apache', uri).get('httpdPath', '');
  const program = findServerProgram({ configured, path: process.env.PATH ?? '', platform: process.platform });
  if (program) return program;
  throw new Error('No apachectl or httpd was found. Install Apache, or name it in the setting apache.httpdPath.');
}

/** Apache reads the disk. Files of other languages are none of its business. */
async function saveConfigurations(): Promise<void> {
  const unsaved = workspace.textDocuments.filter(
    ({ isDirty, isUntitled, languageId }) => isDirty && !isUntitled && languageId === LANGUAGE,
  );
  await Promise.all(unsaved.map((document) => document.save()));
}

async function mainFileOf(server: LanguageServer, uri: Uri): Promise<string | undefined> {
  const client = await server.started();
  const main = await client.sendRequest<MainFileResult>(MAIN_FILE, { textDocument: { uri: uri.toString() } });
  return main === null ? undefined : Uri.parse(main).fsPath;
}

function runWithProgress(program: string, mainFile: string | undefined, uri: Uri | undefined): Thenable<Verdict> {
  const options = { location: ProgressLocation.Window, title: 'Apache tests the configuration', cancellable: true };
  const settings = workspace.getConfiguration('apache', uri);
  const environment = { ...process.env, ...settings.get<Record<string, string>>('environment', {}) };
  const defines = settings.get<string[]>('defines', []);
  return window.withProgress(options, (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return testConfiguration({ program, mainFile, environment, defines, signal: controller.signal });
  });
}

function tell(result: TestResult, uri: Uri | undefined, place: Place | undefined): void {
  const { isAccepted, complaint, notes } = result;
  const open = 'Go to Line';
  const choices = complaint?.file && place ? [open] : [];
  const message = `${untested(result, uri)}Apache ${isAccepted ? 'accepts' : 'refuses'} ${subjectOf(result)}`;
  if (isAccepted) {
    const also = notes.length > 0 ? ` It notes: ${notes.join(' ')}` : '';
    void window.showInformationMessage(`${message}.${also}`);
    return;
  }
  const at = complaint?.file ? ` (${workspace.asRelativePath(complaint.file)}:${complaint.line})` : '';
  void window.showErrorMessage(`${message}: ${complaint?.message}${at}`, ...choices).then((chosen) => {
    if (chosen === open && place) void goTo(place);
  });
}

/** A file that no main file reaches is not tested, which must be said. */
function untested({ mainFile }: TestResult, uri: Uri | undefined): string {
  if (mainFile !== undefined || uri === undefined) return '';
  return `${path.basename(uri.path)} was not tested, since no main file includes it. `;
}

function subjectOf({ mainFile, program }: TestResult): string {
  return mainFile === undefined ? `the main file that ${program} uses` : workspace.asRelativePath(mainFile);
}

async function goTo({ uri, line }: Place): Promise<void> {
  await window.showTextDocument(uri, { selection: new Range(line, 0, line, 0) });
}
