// Answers `textDocument/codeAction`: quick fixes, all safe fixes at once, and certificates.
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Connection,
} from 'vscode-languageserver/node';
import { type Action, certificateOffer, quickFixes, ruleFixes } from '../features/code-actions.ts';
import type { Place } from '../features/cursor.ts';
import { safeEdits } from '../features/fix-all.ts';
import { refactorings } from '../features/refactorings.ts';
import type { Problem } from '../rules/problem.ts';
import type { Span } from '../text/span.ts';
import type { Client } from './client.ts';
import { codeActionOf, workspaceEditOf } from './convert.ts';
import type { WithFile } from './requests.ts';
import type { Workspace } from './workspace.ts';

/** What editors run on save for those who want it, by itself or as a part of `source.fixAll`. */
const fixAllKind = 'source.fixAll.apache';

export function codeActionKinds(): string[] {
  return [CodeActionKind.QuickFix, CodeActionKind.Refactor, fixAllKind];
}

export function registerCodeActions(
  connection: Connection,
  withFile: WithFile,
  workspace: Workspace,
  client: Readonly<Client>,
): void {
  connection.onCodeAction(({ textDocument, range, context }) =>
    withFile<CodeAction[]>(textDocument.uri, [], (place) => {
      const span = { start: place.file.offsetAt(range.start), end: place.file.offsetAt(range.end) };
      const request = { place, span, context, problems: workspace.problemsOf(place.file) };
      const convert = (action: Action) => codeActionOf(action, (uri) => workspace.fileAt(uri), client.rulePages);
      return [
        ...fixes(request, quickFixes, convert),
        ...(client.generatesCertificates ? certificateActions(request) : []),
        ...fixes(request, ruleFixes, convert),
        ...fixAllActions(request),
        ...refactoringActions(request, (uri) => workspace.fileAt(uri)),
      ];
    }),
  );
}

interface Request {
  readonly place: Place;
  readonly span: Span;
  readonly context: CodeActionParams['context'];
  readonly problems: readonly Problem[];
}

/** Only what is asked for is worked out: `only` names kinds, each with all kinds below it. */
function isWanted(kind: string, { context: { only } }: Request): boolean {
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function fixes(request: Request, find: typeof quickFixes, convert: (action: Action) => CodeAction): CodeAction[] {
  if (!isWanted(CodeActionKind.QuickFix, request)) return [];
  return find(request.problems, request.place.file.uri, request.span).map(convert);
}

/** A quick fix where a TLS host lacks its certificate, a refactoring for a plain host. */
function certificateActions(request: Request): CodeAction[] {
  const { place, span } = request;
  if (![CodeActionKind.QuickFix, CodeActionKind.Refactor].some((kind) => isWanted(kind, request))) return [];
  const offer = certificateOffer(place, span);
  if (!offer) return [];
  const kind = offer.isLacking ? CodeActionKind.QuickFix : CodeActionKind.Refactor;
  const command = certificateCommand(offer.title, place, offer.offset);
  return isWanted(kind, request) ? [{ title: offer.title, kind, command }] : [];
}

/** Changes that nothing calls for. */
function refactoringActions(request: Request, fileAt: Parameters<typeof workspaceEditOf>[1]): CodeAction[] {
  const kind = CodeActionKind.Refactor;
  if (!isWanted(kind, request)) return [];
  return refactorings(request.place, request.span.start).map(({ title, edits }) => ({
    title,
    kind,
    edit: workspaceEditOf(edits, fileAt),
  }));
}

/** The command of the editor that makes a certificate for the host at `offset`. */
export function certificateCommand(title: string, { file }: Place, offset: number) {
  const argument = { uri: file.uri, position: file.positionAt(offset) };
  return { title, command: 'apache.generateCertificate', arguments: [argument] };
}

/** A light bulb that shows by itself is about the cursor, and this is about the file. */
function fixAllActions(request: Request): CodeAction[] {
  const { place, context, problems } = request;
  const isUnasked = context.only === undefined && context.triggerKind === CodeActionTriggerKind.Automatic;
  if (isUnasked || !isWanted(fixAllKind, request)) return [];
  const edits = safeEdits(problems, place.file.uri);
  if (edits.length === 0) return [];
  const title = 'Apply all safe fixes';
  return [{ title, kind: fixAllKind, edit: workspaceEditOf(edits, () => place.file) }];
}
