// The command `Apache: Test Configuration`: asks the installed Apache and shows its complaint on the right word.
import {
  commands,
  Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  languages,
  ProgressLocation,
  Range,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Complaint, Verdict } from './configuration-test/output.ts';
import { findServerProgram } from './configuration-test/program.ts';
import { testConfiguration } from './configuration-test/run.ts';
import { columnsOf } from './configuration-test/span.ts';
import { LANGUAGE, type LanguageServer } from './language-server.ts';
import { MAIN_FILE, type MainFileResult } from './protocol.ts';

const SOURCE = 'apache -t';

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
      return await test(server, complaints, uri, isAsked);
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

type Complaints = ReturnType<typeof languages.createDiagnosticCollection>;

async function test(server: LanguageServer, complaints: Complaints, uri: Uri | undefined, isAsked: boolean) {
  if (!workspace.isTrusted) throw new Error('Apache is started in trusted workspaces only.');
  const program = findServerProgram({
    configured: workspace.getConfiguration('apache', uri).get('httpdPath', ''),
    path: process.env.PATH ?? '',
    platform: process.platform,
  });
  if (!program)
    throw new Error('No apachectl or httpd was found. Install Apache, or name it in the setting apache.httpdPath.');
  if (isAsked) await workspace.saveAll(false);
  const mainFile = uri ? await mainFileOf(server, uri) : undefined;
  const verdict = await runWithProgress(program, mainFile);
  complaints.clear();
  if (verdict.complaint) await show(verdict.complaint, complaints);
  if (isAsked) tell(verdict, program, mainFile);
  return { ...verdict, program, mainFile } satisfies TestResult;
}

async function mainFileOf(server: LanguageServer, uri: Uri): Promise<string | undefined> {
  const client = await server.started();
  const main = await client.sendRequest<MainFileResult>(MAIN_FILE, { textDocument: { uri: uri.toString() } });
  return main === null ? undefined : Uri.parse(main).fsPath;
}

function runWithProgress(program: string, mainFile: string | undefined): Thenable<Verdict> {
  const options = { location: ProgressLocation.Window, title: 'Apache tests the configuration', cancellable: true };
  return window.withProgress(options, (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return testConfiguration({ program, mainFile, environment: process.env, signal: controller.signal });
  });
}

/** Where the language server tells an error of that line already, Apache's own words would only repeat it. */
async function show(complaint: Complaint, complaints: Complaints): Promise<void> {
  if (!complaint.file || !complaint.line) return;
  const uri = Uri.file(complaint.file);
  const document = await workspace.openTextDocument(uri);
  const line = document.lineAt(Math.min(complaint.line, document.lineCount) - 1);
  const isKnown = languages
    .getDiagnostics(uri)
    .some(
      ({ severity, range }) =>
        severity === DiagnosticSeverity.Error &&
        range.start.line <= line.lineNumber &&
        range.end.line >= line.lineNumber,
    );
  if (isKnown) return;
  const { start, end } = columnsOf(line.text, complaint.message);
  const range = new Range(line.lineNumber, start, line.lineNumber, end);
  const diagnostic = new Diagnostic(range, complaint.message, DiagnosticSeverity.Error);
  diagnostic.source = SOURCE;
  complaints.set(uri, [diagnostic]);
}

function tell(verdict: Verdict, program: string, mainFile: string | undefined): void {
  const what = mainFile ?? 'its own main file';
  if (verdict.isAccepted) {
    const notes = verdict.notes.length > 0 ? ` It notes: ${verdict.notes.join(' ')}` : '';
    void window.showInformationMessage(`${program} accepts ${what}.${notes}`);
    return;
  }
  const { complaint } = verdict;
  const place = complaint?.file ? ` (${complaint.file}:${complaint.line})` : '';
  const open = 'Go to Line';
  void window
    .showErrorMessage(`Apache refuses ${what}: ${complaint?.message}${place}`, ...(complaint?.file ? [open] : []))
    .then((chosen) => {
      if (chosen === open && complaint) void goTo(complaint);
    });
}

async function goTo({ file, line }: Complaint): Promise<void> {
  if (!file) return;
  const at = Math.max(0, (line ?? 1) - 1);
  await window.showTextDocument(Uri.file(file), { selection: new Range(at, 0, at, 0) });
}
