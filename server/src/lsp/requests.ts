// Answers the client's requests: finds the place they are about, asks the feature, converts the answer.
import {
  type CodeLens,
  type Connection,
  FoldingRangeKind,
  MarkupKind,
  type Position,
  SemanticTokensBuilder,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { complete } from '../features/completion.ts';
import type { Place } from '../features/cursor.ts';
import { directiveMarkdown } from '../features/documentation.ts';
import { folds } from '../features/folding.ts';
import { hover } from '../features/hover.ts';
import { links } from '../features/links.ts';
import { semanticTokens, semanticTokenTypes } from '../features/semantic-tokens.ts';
import { signatureHelp } from '../features/signature-help.ts';
import { outline } from '../features/symbols.ts';
import { hostsWithoutCertificate, tlsHostAt } from '../features/tls-host.ts';
import { wireCertificate } from '../features/wire-certificate.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Client } from './client.ts';
import { certificateCommand, registerCodeActions } from './code-actions.ts';
import { type CompletionData, completionOf, rangeOf, symbolOf, workspaceEditOf } from './convert.ts';
import { registerNavigation } from './navigation.ts';
import type { Workspace } from './workspace.ts';

interface At {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** Registers a handler for each request. A document that is not open gets an empty answer. */
export function registerFeatures(
  connection: Connection,
  documents: TextDocuments<SourceFile>,
  workspace: Workspace,
  client: Readonly<Client>,
): void {
  const withFile = <Answer>(uri: string, empty: Answer, answer: (place: Place) => Answer): Answer => {
    const file = documents.get(uri);
    return file ? answer({ file, configuration: workspace.configurationOf(file) }) : empty;
  };
  const withPlace = <Answer>(
    { textDocument, position }: At,
    empty: Answer,
    answer: (place: Place, offset: number) => Answer,
  ): Answer => withFile(textDocument.uri, empty, (place) => answer(place, place.file.offsetAt(position)));
  const fileAt = (uri: string) => workspace.fileAt(uri);

  registerLanguageRequests(connection, withPlace, () => workspace.catalogue);
  registerOutlineRequests(connection, withFile, client);
  registerNavigation(connection, withPlace, workspace, () => documents.all());
  registerCodeActions(connection, withFile, workspace, client);
  connection.onRequest('apache/mainFile', (params: Pick<At, 'textDocument'>) =>
    withFile<string | null>(params.textDocument.uri, null, ({ configuration: { start } }) =>
      start.isMain ? start.file.uri : null,
    ),
  );
  connection.onRequest('apache/tlsHost', (params: At) =>
    withPlace(params, null, (place, offset) => tlsHostAnswer(place, offset)),
  );
  connection.onRequest('apache/wireCertificate', (params: At & { certificateFile: string; keyFile: string }) =>
    withPlace(params, null, (place, offset) => {
      const edits = wireCertificate(place, offset, params.certificateFile, params.keyFile);
      return edits ? workspaceEditOf(edits, fileAt) : null;
    }),
  );
}

export type WithPlace = <Answer>(at: At, empty: Answer, answer: (place: Place, offset: number) => Answer) => Answer;
export type WithFile = <Answer>(uri: string, empty: Answer, answer: (place: Place) => Answer) => Answer;

function registerLanguageRequests(connection: Connection, withPlace: WithPlace, catalogue: () => Catalogue): void {
  connection.onCompletion((params) =>
    withPlace(params, null, (place, offset) => ({
      isIncomplete: false,
      items: complete(place, offset).map((item) => completionOf(item, place.file)),
    })),
  );
  connection.onCompletionResolve((item) => {
    const data: CompletionData | undefined = item.data;
    const info = data && catalogue().directive(data.directive);
    return info ? { ...item, documentation: { kind: MarkupKind.Markdown, value: directiveMarkdown(info) } } : item;
  });
  connection.onHover((params) =>
    withPlace(params, null, (place, offset) => {
      const text = hover(place, offset);
      return text
        ? { contents: { kind: MarkupKind.Markdown, value: text.markdown }, range: rangeOf(place.file, text.span) }
        : null;
    }),
  );
  connection.onSignatureHelp((params) => withPlace(params, null, (place, offset) => signatureAnswer(place, offset)));
}

function signatureAnswer(place: Place, offset: number) {
  const signature = signatureHelp(place, offset);
  if (!signature) return null;
  const markdown = (value: string) => ({ kind: MarkupKind.Markdown, value });
  const parameters = signature.parameters.map(({ start, end, documentation }) => ({
    label: [start, end] as [number, number],
    documentation: markdown(documentation),
  }));
  const { label, documentation, activeParameter } = signature;
  return {
    signatures: [{ label, documentation: markdown(documentation), parameters }],
    activeSignature: 0,
    activeParameter: activeParameter ?? parameters.length,
  };
}

function registerOutlineRequests(connection: Connection, withFile: WithFile, client: Readonly<Client>): void {
  connection.onDocumentSymbol(({ textDocument }) =>
    withFile(textDocument.uri, [], ({ file }) => outline(file).map((item) => symbolOf(item, file))),
  );
  connection.onFoldingRanges(({ textDocument }) =>
    withFile(textDocument.uri, [], ({ file }) =>
      folds(file).map(({ first, last, kind }) => ({
        startLine: first,
        endLine: last,
        ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
      })),
    ),
  );
  connection.onDocumentLinks(({ textDocument }) =>
    withFile(textDocument.uri, [], (place) =>
      links(place).map(({ span, target, tooltip }) => ({ range: rangeOf(place.file, span), target, tooltip })),
    ),
  );
  connection.onCodeLens(({ textDocument }) =>
    withFile(textDocument.uri, [], (place) => (client.generatesCertificates ? certificateLenses(place) : [])),
  );
  connection.languages.semanticTokens.on(({ textDocument }) =>
    withFile(textDocument.uri, { data: [] }, (place) => tokensAnswer(place)),
  );
}

/** "Generate certificate" above each TLS host that has none. */
function certificateLenses(place: Place): CodeLens[] {
  return hostsWithoutCertificate(place).map(({ span, name }) => {
    const range = rangeOf(place.file, span);
    const command = certificateCommand(`Generate an HTTPS certificate for ${name}`, place, span.start);
    return { range, command };
  });
}

function tokensAnswer(place: Place) {
  const builder = new SemanticTokensBuilder();
  for (const token of semanticTokens(place)) {
    const { line, character } = place.file.positionAt(token.span.start);
    builder.push(
      line,
      character,
      token.span.end - token.span.start,
      semanticTokenTypes.indexOf(token.type),
      token.isDeprecated ? 1 : 0,
    );
  }
  return builder.build();
}

function tlsHostAnswer(place: Place, offset: number) {
  const host = tlsHostAt(place, offset);
  if (!host) return null;
  const { span, ...rest } = host;
  return { ...rest, uri: place.file.uri, range: rangeOf(place.file, span) };
}
