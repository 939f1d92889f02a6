// What a spec can ask the server, and how each answer is written.
import { pathOf } from '../../server/src/configuration/paths.ts';
import { type Action, certificateOffer, quickFixes, ruleFixes } from '../../server/src/features/code-actions.ts';
import { safeEdits } from '../../server/src/features/fix-all.ts';
import { folds } from '../../server/src/features/folding.ts';
import { hover } from '../../server/src/features/hover.ts';
import { links } from '../../server/src/features/links.ts';
import { refactorings } from '../../server/src/features/refactorings.ts';
import { semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { type OutlineItem, outline } from '../../server/src/features/symbols.ts';
import { hostsWithoutCertificate, tlsHostAt } from '../../server/src/features/tls-host.ts';
import { wireCertificate } from '../../server/src/features/wire-certificate.ts';
import type { Edit } from '../../server/src/rules/problem.ts';
import type { Span } from '../../server/src/text/span.ts';
import { offered } from './completion-list.ts';
import { navigationAnswers } from './navigation-text.ts';
import type { Spec } from './spec.ts';
import { treeText } from './tree-text.ts';
import { visible } from './written-text.ts';

/** The answer of the server to `question`; undefined where it is no question. Throws where the question makes no sense here. */
export function answerTo(question: string, spec: Spec): string | undefined {
  const [, name = '', argument = '', like, first] =
    /^([a-z ]+?)(?:: (.+?))??(?:, like (\S+))?(?:, first (\d+))?$/.exec(question.trim()) ?? [];
  const answer = answers[name]?.(spec, argument);
  if (answer === undefined) return undefined;
  const lines = answer
    .split('\n')
    .filter((line) => like === undefined || line.toLowerCase().includes(like.toLowerCase()));
  return (first === undefined ? lines : lines.slice(0, Number(first))).join('\n');
}

const answers: Readonly<Record<string, (spec: Spec, argument: string) => string>> = {
  tree: ({ focus }) => treeText(focus.file),
  completion: (spec) =>
    offered(spec)
      .map((item) => item.label)
      .join('\n') || 'nothing',
  'completion details': (spec) =>
    offered(spec)
      .map((item) => `${item.label}  ${item.detail ?? ''}`.trim())
      .join('\n'),
  accept: (spec, label) => accepted(spec, label),
  hover: hoverText,
  signature: signatureText,
  outline: ({ focus }) => outlineText(outline(focus.file), ''),
  folds: ({ focus }) =>
    folds(focus.file)
      .map(({ first, last, kind }) => `${first + 1}-${last + 1} ${kind}`)
      .join('\n') || 'nothing',
  links: ({ focus, place }) =>
    links(place)
      .map(({ span, target }) => `${focus.file.text.slice(span.start, span.end)} → ${pathOf(target)}`)
      .join('\n') || 'nothing',
  tokens: tokensText,
  fixes: (spec) =>
    fixesOf(spec)
      .map(({ title, fix }) => `${title}${fix.isPreferred ? ' (preferred)' : ''}`)
      .join('\n') || 'nothing',
  fix: (spec, title) => fixedText(spec, fixesOf(spec), title),
  'rule fixes': (spec) =>
    ruleFixesOf(spec)
      .map(({ title }) => title)
      .join('\n') || 'nothing',
  'rule fix': (spec, title) => fixedText(spec, ruleFixesOf(spec), title),
  'safe fixes': (spec) => {
    const edits = safeEdits(spec.problemsOf(spec.focus.file), spec.focus.file.uri);
    return edits.length > 0 ? edited(spec, edits) : 'nothing';
  },
  'certificate offer': (spec) => {
    const offer = certificateOffer(spec.place, spanOf(spec));
    return offer ? `${offer.title}${offer.isLacking ? ' (lacking)' : ''}` : 'nothing';
  },
  refactorings: ({ place, cursor }) =>
    refactorings(place, cursor)
      .map(({ title }) => title)
      .join('\n') || 'nothing',
  refactoring: (spec, title) => {
    const found = refactorings(spec.place, spec.cursor).find((candidate) => candidate.title === title);
    return edited(spec, found?.edits ?? []);
  },
  'tls host': tlsHostText,
  lenses: ({ place }) =>
    hostsWithoutCertificate(place)
      .map(({ name }) => name)
      .join('\n') || 'nothing',
  wire: wiredText,
  ...navigationAnswers((spec, edits) => edited(spec, edits)),
};

function accepted(spec: Spec, label: string): string {
  const item = offered(spec).find((candidate) => candidate.label === label);
  if (!item) throw new Error(`${label} is not offered`);
  return edited(spec, [{ uri: spec.focus.file.uri, span: item.span, text: item.text }]);
}

function hoverText({ place, cursor }: Spec): string {
  const text = hover(place, cursor);
  return text ? `[${place.file.text.slice(text.span.start, text.span.end)}]\n${text.markdown}` : 'nothing';
}

function signatureText({ place, cursor }: Spec): string {
  const signature = signatureHelp(place, cursor);
  if (!signature) return 'nothing';
  const active = signature.parameters[signature.activeParameter ?? -1];
  const mark = active ? `${' '.repeat(active.start)}${'~'.repeat(active.end - active.start)}` : 'no argument is active';
  return [signature.label, mark, ...(active?.documentation ? [active.documentation] : [])].join('\n');
}

function outlineText(items: readonly OutlineItem[], indent: string): string {
  const line = (item: OutlineItem) => `${indent}${item.kind} ${item.name}${item.detail ? ` · ${item.detail}` : ''}`;
  return items
    .map((item) => [line(item), outlineText(item.children, `${indent}  `)].filter((text) => text !== '').join('\n'))
    .join('\n');
}

function tokensText({ place }: Spec): string {
  const written = semanticTokens(place).map(({ span, type, isDeprecated }) => {
    return `${place.file.text.slice(span.start, span.end)} ${type}${isDeprecated ? ' deprecated' : ''}`;
  });
  return written.join('\n') || 'nothing';
}

/** The cursor; without one, all of the file. */
function spanOf({ focus: { file, written }, cursor }: Spec): Span {
  return written.cursor === undefined ? { start: 0, end: file.text.length } : { start: cursor, end: cursor };
}

function fixesOf(spec: Spec): Action[] {
  return quickFixes(spec.problemsOf(spec.focus.file), spec.focus.file.uri, spanOf(spec));
}

function ruleFixesOf(spec: Spec): Action[] {
  return ruleFixes(spec.problemsOf(spec.focus.file), spec.focus.file.uri, spanOf(spec));
}

function fixedText(spec: Spec, actions: readonly Action[], title: string): string {
  const action = actions.find((candidate) => candidate.title === title);
  if (!action) throw new Error(`no fix is called ${title}`);
  return edited(spec, action.fix.edits);
}

function tlsHostText(spec: Spec): string {
  const host = tlsHostAt(spec.place, spec.cursor);
  if (!host) return 'nothing';
  const { file } = spec.focus;
  const lines = `${file.positionAt(host.span.start).line + 1}-${file.positionAt(host.span.end).line + 1}`;
  return Object.entries({ ...host, span: lines })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}

function wiredText(spec: Spec, files: string): string {
  const [certificate = '', key = ''] = files.split(' and ');
  const edits = wireCertificate(spec.place, spec.cursor, certificate, key);
  return edits?.length ? edited(spec, edits) : 'nothing';
}

/** The files of the spec that `edits` change, each under its path where there are several. */
function edited(spec: Spec, edits: readonly Edit[]): string {
  const changed = spec.files.filter(({ file }) => edits.some((edit) => edit.uri === file.uri));
  const texts = changed.map(({ file }) => {
    const own = edits.filter((edit) => edit.uri === file.uri).sort((a, b) => b.span.start - a.span.start);
    const text = own.reduce(
      (before, { span, text: added }) => before.slice(0, span.start) + added + before.slice(span.end),
      file.text,
    );
    return (spec.files.length > 1 ? `[${pathOf(file.uri)}]\n` : '') + visible(text).replace(/\n$/, '');
  });
  return texts.join('\n');
}
