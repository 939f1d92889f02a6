// The command `Apache: Generate HTTPS Certificate`: from one click to files on disk and an edited configuration.
import { commands, type Disposable, ProgressLocation, Uri, type WorkspaceFolder, window, workspace } from 'vscode';
import { offerIgnoreLine, showReport } from './certificate-messages.ts';
import {
  type Generated,
  type GenerateRequest,
  generate,
  type PlaceProblem,
  type Prompts,
} from './certificates/generate.ts';
import type { Wiring } from './certificates/report.ts';
import { LONGEST_DAYS } from './certificates/self-signed.ts';
import { type CommandPlace, hostAt, placeOfCursor } from './host-at.ts';
import type { LanguageServer } from './language-server.ts';
import type { TlsHost } from './protocol.ts';
import { stepDone } from './walkthrough.ts';
import { wireCertificate } from './wire-certificate.ts';

/** Answers given in advance to what the command would ask. */
export interface Answers {
  /** To files that exist already. */
  readonly existing?: 'overwrite' | 'elsewhere' | 'cancel';
  /** To a folder that cannot be written. */
  readonly notWritable?: 'elsewhere' | 'cancel';
  /** Whether the key's path goes into .gitignore. */
  readonly ignoreKey?: boolean;
}

export interface GenerateArguments extends CommandPlace {
  readonly answers?: Answers;
}

/** What the command gives back to its caller. */
export interface GenerateResult extends Generated {
  readonly wiring: Wiring;
}

export function registerGenerateCertificate(server: LanguageServer): Disposable {
  return commands.registerCommand('apache.generateCertificate', async (given?: GenerateArguments) => {
    try {
      return await run(server, given ?? placeOfCursor());
    } catch (error) {
      server.output.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  });
}

async function run(server: LanguageServer, given: GenerateArguments): Promise<GenerateResult | undefined> {
  if (!workspace.isTrusted) return askForTrust();
  const uri = Uri.parse(given.uri);
  if (uri.scheme !== 'file') throw new Error('Save the configuration to disk first: the certificate goes beside it.');
  const host = await hostAt(server, given);
  const generated = await generateWithProgress(uri, host, given.answers ?? {});
  if (generated === undefined) return undefined;
  const wiring = await wireCertificate(server, given, host, generated);
  stepDone('certificateGenerated');
  await offerIgnoreLine(generated, given.answers?.ignoreKey);
  showReport(generated, { wiring, host, configuration: uri });
  return { ...generated, wiring };
}

/** The configuration decides where files are written and the settings decide what is run: both need trust. */
async function askForTrust(): Promise<undefined> {
  const manage = 'Manage Workspace Trust';
  void window.showWarningMessage('Certificates are generated in trusted workspaces only.', manage).then((answer) => {
    if (answer === manage) void commands.executeCommand('workbench.trust.manage');
  });
  return undefined;
}

function generateWithProgress(uri: Uri, host: TlsHost, answers: Answers): Thenable<Generated | undefined> {
  const options = { location: ProgressLocation.Notification, title: 'Generating the certificate', cancellable: true };
  return window.withProgress(options, async (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const request = requestFor(uri, host, controller.signal);
    return generate(request, promptsWith(answers)).catch((error: unknown) => {
      if (token.isCancellationRequested) return undefined;
      throw error;
    });
  });
}

function requestFor(uri: Uri, host: TlsHost, signal: AbortSignal): GenerateRequest {
  const settings = workspace.getConfiguration('apache.certificates', uri);
  const days = settings.get('days', 397);
  if (days > LONGEST_DAYS)
    throw new Error(`apache.certificates.days is ${days}; at most ${LONGEST_DAYS} are possible.`);
  return {
    names: host.names,
    place: placeRequest(uri, host, settings.get('folder', '')),
    tool: settings.get<GenerateRequest['tool']>('tool', 'auto'),
    mkcertPath: settings.get('mkcertPath', ''),
    algorithm: settings.get<GenerateRequest['algorithm']>('keyAlgorithm', 'ec-p256'),
    days,
    environment: process.env,
    signal,
  };
}

function placeRequest(uri: Uri, host: TlsHost, folder: string): GenerateRequest['place'] {
  const workspaceFolder: WorkspaceFolder | undefined = workspace.getWorkspaceFolder(uri);
  const { certificateFile, keyFile, documentRoot, mainFile } = host;
  return {
    configurationFile: uri.fsPath,
    folder,
    ...(workspaceFolder === undefined ? {} : { workspaceFolder: workspaceFolder.uri.fsPath }),
    ...(mainFile === undefined ? {} : { mainFile: Uri.parse(mainFile).fsPath }),
    ...(documentRoot === undefined ? {} : { documentRoot }),
    ...(certificateFile?.path ? { certificateFile: certificateFile.path } : {}),
    ...(keyFile?.path ? { keyFile: keyFile.path } : {}),
  };
}

function promptsWith(answers: Answers): Prompts {
  return {
    solve: async (problem) => {
      const given = problem.kind === 'exists' ? answers.existing : answers.notWritable;
      if (given !== undefined) return given === 'cancel' ? undefined : given;
      return problem.kind === 'exists' ? askToOverwrite(problem.files) : askForElsewhere(problem);
    },
  };
}

/** Enter takes the first button, which must lose nothing. */
async function askToOverwrite(files: readonly string[]): Promise<'overwrite' | 'elsewhere' | undefined> {
  const question = files.length === 1 ? 'This file exists already.' : 'These files exist already.';
  const detail = `${files.join('\n')}\n\nOverwriting loses them: what relies on them stops working.`;
  const answer = await window.showWarningMessage(question, { modal: true, detail }, 'Write Elsewhere', 'Overwrite');
  if (answer === undefined) return undefined;
  return answer === 'Overwrite' ? 'overwrite' : 'elsewhere';
}

async function askForElsewhere(problem: PlaceProblem & { kind: 'not-writable' }): Promise<'elsewhere' | undefined> {
  const detail = `${problem.message}\n\nThe certificate can go into another folder, and the configuration will name it.`;
  const question = `You may not write to ${problem.folder}.`;
  const answer = await window.showWarningMessage(question, { modal: true, detail }, 'Write Elsewhere');
  return answer === undefined ? undefined : 'elsewhere';
}
