// From the core's spans, problems and items to the protocol's types.
import {
  type CodeAction,
  CodeActionKind,
  CompletionItemKind,
  CompletionItemTag,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  InsertTextFormat,
  type CompletionItem as LspCompletionItem,
  MarkupKind,
  type Range,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Action } from '../features/code-actions.ts';
import type { CompletionItem, CompletionKind } from '../features/completion.ts';
import type { OutlineItem } from '../features/symbols.ts';
import type { Edit, Problem, Severity } from '../rules/problem.ts';
import { once } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';

export function rangeOf(file: SourceFile, span: Span): Range {
  return { start: file.positionAt(span.start), end: file.positionAt(span.end) };
}

const severities = once(
  (): Readonly<Record<Severity, DiagnosticSeverity>> => ({
    error: DiagnosticSeverity.Error,
    warning: DiagnosticSeverity.Warning,
    information: DiagnosticSeverity.Information,
    hint: DiagnosticSeverity.Hint,
  }),
);

/** `rulePages` is the address of the folder that holds the rules' pages; without it the code is no link. */
export function diagnosticOf(problem: Problem, rulePages: string | undefined): Diagnostic {
  const related = (problem.related ?? []).map(({ file, span, message }) => ({
    location: { uri: file.uri, range: rangeOf(file, span) },
    message,
  }));
  return {
    range: rangeOf(problem.file, problem.span),
    severity: severities()[problem.severity],
    source: 'apache',
    code: problem.rule,
    message: problem.message,
    ...(rulePages ? { codeDescription: { href: `${rulePages}/${problem.rule}.md` } } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(problem.tag
      ? { tags: [problem.tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary] }
      : {}),
  };
}

/** `fileOf` gives the file that an edit's offsets belong to. */
export function workspaceEditOf(
  edits: readonly Edit[],
  fileOf: (uri: string) => SourceFile | undefined,
): WorkspaceEdit {
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const edit of edits) {
    const file = fileOf(edit.uri);
    if (!file) continue;
    const list = changes[edit.uri] ?? [];
    changes[edit.uri] = list;
    list.push({ range: rangeOf(file, edit.span), newText: edit.text });
  }
  return { changes };
}

export function codeActionOf(
  action: Action,
  fileOf: (uri: string) => SourceFile | undefined,
  rulePages: string | undefined,
): CodeAction {
  return {
    title: action.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(action.problem, rulePages)],
    isPreferred: action.fix.isPreferred,
    edit: workspaceEditOf(action.fix.edits, fileOf),
  };
}

const completionKinds = once(
  (): Readonly<Record<CompletionKind, CompletionItemKind>> => ({
    directive: CompletionItemKind.Property,
    section: CompletionItemKind.Class,
    snippet: CompletionItemKind.Snippet,
    value: CompletionItemKind.EnumMember,
    file: CompletionItemKind.File,
    folder: CompletionItemKind.Folder,
    reference: CompletionItemKind.Reference,
    variable: CompletionItemKind.Variable,
    function: CompletionItemKind.Function,
    keyword: CompletionItemKind.Keyword,
    parameter: CompletionItemKind.Field,
  }),
);

/** What `completionItem/resolve` needs to find the documentation. */
export interface CompletionData {
  readonly directive: string;
}

export function completionOf(item: CompletionItem, file: SourceFile): LspCompletionItem {
  return {
    label: item.label,
    kind: completionKinds()[item.kind],
    sortText: String(item.rank).padStart(4, '0') + item.label.toLowerCase(),
    filterText: item.filter ?? item.label,
    insertTextFormat: item.isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: rangeOf(file, item.span), newText: item.text },
    ...(item.detail ? { detail: item.detail } : {}),
    // Without it VS Code shows the detail in the row, and cuts the label off where that is long.
    ...(item.origin ? { labelDetails: { description: item.origin } } : {}),
    ...(item.documentation ? { documentation: { kind: MarkupKind.Markdown, value: item.documentation } } : {}),
    ...(item.isDeprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(item.directive ? { data: { directive: item.directive } satisfies CompletionData } : {}),
    ...(item.retrigger ? { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } } : {}),
  };
}

const symbolKinds = once(
  (): Readonly<Record<OutlineItem['kind'], SymbolKind>> => ({
    host: SymbolKind.Class,
    section: SymbolKind.Namespace,
    condition: SymbolKind.Struct,
    directive: SymbolKind.Property,
    definition: SymbolKind.Constant,
  }),
);

export function symbolOf(item: OutlineItem, file: SourceFile): DocumentSymbol {
  return {
    name: item.name,
    detail: item.detail,
    kind: symbolKinds()[item.kind],
    range: rangeOf(file, item.span),
    selectionRange: rangeOf(file, item.nameSpan),
    children: item.children.map((child) => symbolOf(child, file)),
  };
}
