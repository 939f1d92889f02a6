// Answers the requests by which one moves about: definition, references, rename, symbols of the workspace, include tree.
import {
  type CallHierarchyItem,
  type Connection,
  DocumentHighlightKind,
  ErrorCodes,
  ResponseError,
  SymbolKind,
} from 'vscode-languageserver/node';
import { folderOf, nameOf, pathOf } from '../configuration/paths.ts';
import { definitions } from '../features/definition.ts';
import { highlights } from '../features/highlights.ts';
import {
  type IncludeNode,
  type IncludeStep,
  includedFiles,
  includeRoot,
  includers,
} from '../features/include-hierarchy.ts';
import type { Location } from '../features/places.ts';
import { references, uses } from '../features/references.ts';
import { prepareRename, type Refusal, rename } from '../features/rename.ts';
import { type FoundSymbol, workspaceSymbols } from '../features/workspace-symbols.ts';
import { once } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import { rangeOf, workspaceEditOf } from './convert.ts';
import type { WithPlace } from './requests.ts';
import type { Workspace } from './workspace.ts';

/** Registers the handlers. `openFiles` gives the documents that are open now. */
export function registerNavigation(
  connection: Connection,
  withPlace: WithPlace,
  workspace: Workspace,
  openFiles: () => readonly SourceFile[],
): void {
  registerLookUps(connection, withPlace);
  registerRename(connection, withPlace, workspace, openFiles);
  registerIncludeHierarchy(connection, withPlace, workspace);
  connection.onWorkspaceSymbol(({ query }) =>
    workspaceSymbols(workspace.configurations(openFiles()), query).map(symbolInformationOf),
  );
}

function registerLookUps(connection: Connection, withPlace: WithPlace): void {
  connection.onDefinition((params) =>
    withPlace(params, null, (place, offset) => definitions(place, offset).map(locationOf)),
  );
  connection.onReferences((params) =>
    withPlace(params, null, (place, offset) =>
      (params.context.includeDeclaration ? references : uses)(place, offset).map(locationOf),
    ),
  );
  connection.onDocumentHighlight((params) =>
    withPlace(params, null, (place, offset) =>
      highlights(place, offset).map(({ span, role }) => ({
        range: rangeOf(place.file, span),
        kind: role === 'declaration' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    ),
  );
}

function registerRename(
  connection: Connection,
  withPlace: WithPlace,
  workspace: Workspace,
  openFiles: () => readonly SourceFile[],
): void {
  const limits = () => ({
    writeObstacle: (uri: string) => workspace.writeObstacle(uri),
    configurations: workspace.configurations(openFiles()),
  });
  connection.onPrepareRename((params) =>
    withPlace(params, null, (place, offset) => {
      const found = prepareRename(place, offset, limits());
      if (!found) return null;
      return isRefusal(found) ? errorOf(found) : { range: rangeOf(place.file, found.span), placeholder: found.name };
    }),
  );
  connection.onRenameRequest((params) =>
    withPlace(params, null, (place, offset) => {
      const edits = rename(place, offset, params.newName, limits());
      return isRefusal(edits) ? errorOf(edits) : workspaceEditOf(edits, (uri) => workspace.fileAt(uri));
    }),
  );
}

function registerIncludeHierarchy(connection: Connection, withPlace: WithPlace, workspace: Workspace): void {
  const stepsFrom = (item: CallHierarchyItem, steps: typeof includers): readonly IncludeStep[] => {
    const file = workspace.fileAt(item.uri);
    return file ? steps(workspace.configurationOf(file), nodeOf(item, file)) : [];
  };
  const rangesIn = (uri: string, { spans }: IncludeStep) => {
    const file = workspace.fileAt(uri);
    return file ? spans.map((span) => rangeOf(file, span)) : [];
  };
  connection.languages.callHierarchy.onPrepare((params) =>
    withPlace(params, null, (place, offset) => {
      const { uri, pattern } = includeRoot(place, offset);
      return [pattern ? patternItemOf(place.file, pattern) : itemOf(uri)];
    }),
  );
  connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
    stepsFrom(item, includers).map((step) => ({ from: itemOf(step.uri), fromRanges: rangesIn(step.uri, step) })),
  );
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
    stepsFrom(item, includedFiles).map((step) => ({ to: itemOf(step.uri), fromRanges: rangesIn(item.uri, step) })),
  );
}

function locationOf({ file, span }: Location) {
  return { uri: file.uri, range: rangeOf(file, span) };
}

function itemOf(uri: string): CallHierarchyItem {
  const start = { line: 0, character: 0 };
  const range = { start, end: start };
  const path = pathOf(uri) ?? uri;
  return { name: nameOf(path), detail: folderOf(path), kind: SymbolKind.File, uri, range, selectionRange: range };
}

/** An item that has a range is an Include line, one without is a file. */
function patternItemOf(file: SourceFile, pattern: Span): CallHierarchyItem {
  const range = rangeOf(file, pattern);
  const name = file.text.slice(pattern.start, pattern.end);
  return { ...itemOf(file.uri), name, detail: nameOf(pathOf(file.uri) ?? file.uri), range, selectionRange: range };
}

function nodeOf({ uri, range }: CallHierarchyItem, file: SourceFile): IncludeNode {
  const [start, end] = [file.offsetAt(range.start), file.offsetAt(range.end)];
  return start === end ? { uri } : { uri, pattern: { start, end } };
}

const symbolKinds = once(
  (): Readonly<Record<FoundSymbol['kind'], SymbolKind>> => ({
    'daemon-process': SymbolKind.Object,
    balancer: SymbolKind.Array,
    variable: SymbolKind.Constant,
    macro: SymbolKind.Function,
    'macro-parameter': SymbolKind.TypeParameter,
    module: SymbolKind.Module,
    'environment-variable': SymbolKind.Variable,
    'rewrite-map': SymbolKind.Array,
    'log-format': SymbolKind.String,
    'authentication-provider': SymbolKind.Interface,
    'authorization-provider': SymbolKind.Interface,
    'health-check-template': SymbolKind.Struct,
    'health-check-condition': SymbolKind.Boolean,
    host: SymbolKind.Class,
  }),
);

function symbolInformationOf(symbol: FoundSymbol) {
  const { name, kind, container } = symbol;
  return { name, kind: symbolKinds()[kind], containerName: container, location: locationOf(symbol) };
}

function isRefusal(answer: object): answer is Refusal {
  return 'refusal' in answer;
}

/** Clients show the message of an error where the new name would be typed. */
function errorOf({ refusal }: Refusal): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, refusal);
}
