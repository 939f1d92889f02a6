// What the user sees once a certificate is written: the message, its buttons and the offers that follow from it.
import { commands, env, Uri, window, workspace } from 'vscode';
import type { Generated, UsedMkcert } from './certificates/generate.ts';
import { addIgnoreLine } from './certificates/gitignore.ts';
import { isTrusted, report, type Wiring } from './certificates/report.ts';
import { howToGetMkcert, howToTrust, type TrustStep, thisSystem } from './certificates/trust.ts';
import { copy } from './copy-express-command.ts';
import type { TlsHost } from './protocol.ts';

/** What the message says and its buttons need besides the certificate. */
export interface ReportedRun {
  readonly wiring: Wiring;
  readonly host: TlsHost;
  readonly configuration: Uri;
}

interface Button {
  readonly title: string;
  run(): Thenable<unknown>;
}

/** Shows the final message; does not wait for an answer. Three short buttons are what a notification has room for. */
export function showReport(generated: Generated, run: ReportedRun): void {
  const context = {
    wiring: run.wiring,
    configurationFile: run.configuration.fsPath,
    shown: (file: string) => workspace.asRelativePath(file),
    isRemote: env.remoteName !== undefined,
  };
  const buttons: Button[] = [
    ...trustButton(generated),
    { title: 'Copy Express Command', run: () => copy({ host: run.host, ...generated }) },
    { title: 'Reveal', run: () => reveal(Uri.file(generated.certificateFile)) },
  ];
  const show = generated.isServed ? window.showWarningMessage : window.showInformationMessage;
  void show(report(generated, context), ...buttons)
    .then((button) => button?.run())
    .then(undefined, showError);
}

/**
 * Offers the key's path for .gitignore where Git could pick the key up; does not wait for the answer.
 * With `answer` given nothing is asked, and the line is there when this returns.
 */
export async function offerIgnoreLine({ ignoreLine, keyFile }: Generated, answer?: boolean): Promise<void> {
  if (ignoreLine === null || answer === false) return;
  if (answer === true) return addIgnoreLine(ignoreLine);
  const add = 'Add to .gitignore';
  void window
    .showWarningMessage(`Git could commit the private key ${keyFile}.`, add)
    .then((chosen) => (chosen === add ? addIgnoreLine(ignoreLine) : undefined))
    .then(undefined, showError);
}

function trustButton(generated: Generated): Button[] {
  const { mkcert, certificateFile } = generated;
  if (mkcert === undefined) return [{ title: 'Trust It…', run: () => offerTrustSteps(certificateFile) }];
  if (isTrusted(generated)) return [];
  return [{ title: 'Trust It…', run: () => offerInstallation(mkcert) }];
}

/** The steps are for a terminal and partly need a password, so they are copied, not run. */
async function offerTrustSteps(certificateFile: string): Promise<void> {
  const system = thisSystem();
  const mkcert: TrustStep[] = howToGetMkcert(system).map((how) => ({
    who: 'Better: mkcert, then generate again',
    how,
  }));
  const items = [...howToTrust(system, certificateFile), ...mkcert].map(({ who, how }) => ({
    label: who,
    detail: how,
  }));
  const placeHolder = 'Who is to trust the certificate? The chosen line is copied.';
  const item = await window.showQuickPick(items, { placeHolder });
  if (item === undefined) return;
  await env.clipboard.writeText(item.detail);
  window.setStatusBarMessage(`Copied: ${item.detail}`, 5000);
}

/** mkcert may ask for a password, so it runs in a terminal, as that terminal's own program and without a shell. */
async function offerInstallation({ program, root }: UsedMkcert): Promise<void> {
  const detail = [
    `This runs "${program} -install". It adds mkcert's root certificate to the trust stores of this system and its browsers, and may ask for your password.`,
    `From then on they trust every certificate signed with the key in ${root.folder}: keep that folder to yourself. "mkcert -uninstall" takes it back.`,
  ].join('\n\n');
  const yes = 'Install';
  const answer = await window.showWarningMessage("Install mkcert's root certificate?", { modal: true, detail }, yes);
  if (answer !== yes || !workspace.isTrusted) return;
  window.createTerminal({ name: 'mkcert -install', shellPath: program, shellArgs: ['-install'] }).show();
}

/** The system's file manager is out of reach where the window runs in a browser. */
async function reveal(file: Uri): Promise<void> {
  const isInWorkspace = workspace.getWorkspaceFolder(file) !== undefined;
  await commands.executeCommand(isInWorkspace ? 'revealInExplorer' : 'revealFileInOS', file);
}

function showError(error: unknown): void {
  void window.showErrorMessage(error instanceof Error ? error.message : String(error));
}
