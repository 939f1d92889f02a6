// Sections that are not opened and closed as httpd wants it.
import type { Configuration } from '../configuration/evaluate.ts';
import { needsLook, nestingErrorIn, usesUnevenMacro } from '../configuration/nesting.ts';
import type { NestingError } from '../syntax/nesting.ts';
import { parse } from '../syntax/parse.ts';
import type { ClosingTag, Section, StructureError } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Problem } from './problem.ts';
import { type Rule, replaceFix, safe } from './rule.ts';

export const structure: Rule = {
  id: 'section-structure',
  severity: 'error',
  summary: 'a section is not closed, closed twice, or closed in the wrong order',
  file: (file, configuration) => (needsLook(file, configuration) ? problemsIn(file, configuration) : []),
};

function* problemsIn(file: SourceFile, configuration: Configuration): Generator<Problem> {
  const { errors } = parse(file);
  const fatal = nestingErrorIn(file, configuration);
  const always = errors.filter((error) => isAlwaysFatal(error, configuration));
  const unfinished = new Set(errors.flatMap((error) => (error.type === 'bracket-missing' ? [error.section] : [])));
  const nesting = errors.filter((error) => !alone.has(error.type) && !isConsequence(error, unfinished));
  const told = nesting.flatMap((error) => [...problemsOf(error, file, configuration)]);
  for (const error of always) yield* problemsOf(error, file, configuration);
  if (fatal && unfinished.size > 0 && always.length > 0) yield* told;
  else if (fatal) yield* withFatal(told, fatal, file);
  else if (!usesUnevenMacro(file, configuration))
    yield* told.map((problem) => ({ ...problem, severity: 'warning' as const }));
}

/** Errors that do not hang on the order of the tags. */
const alone: ReadonlySet<StructureError['type']> = new Set(['byte-order-mark', 'bracket-missing']);

/** What stands in a section that is not read need not be complete. */
function isAlwaysFatal(error: StructureError, configuration: Configuration): boolean {
  if (error.type === 'bracket-missing') return skippedAround(error.section, configuration) === undefined;
  return alone.has(error.type);
}

/** What httpd stumbles over first may be another line than the one where the mistake is seen. */
function withFatal(told: readonly Problem[], { span, message }: NestingError, file: SourceFile): Problem[] {
  const isTold = told.some((problem) => problem.span.start >= span.start && problem.span.start <= span.end);
  return isTold ? [...told] : [...told, { rule: structure.id, severity: structure.severity, file, span, message }];
}

/** Apache stops at a tag without its bracket, and who is still typing the tag need not hear that nothing closes it. */
function isConsequence(error: StructureError, unfinished: ReadonlySet<Section>): boolean {
  return (error.type === 'unclosed' || error.type === 'crossed') && unfinished.has(error.section);
}

function* problemsOf(error: StructureError, file: SourceFile, configuration: Configuration): Generator<Problem> {
  const at = { rule: structure.id, severity: structure.severity, file } as const;
  switch (error.type) {
    case 'unclosed':
      yield* unclosed(error.section, file, configuration);
      break;
    case 'crossed':
      yield* crossed(error, file, configuration);
      break;
    case 'stray':
      yield { ...at, span: error.closing.span, message: strayMessage(error) };
      break;
    case 'bracket-missing':
      yield { ...at, ...bracketProblem(error.section, file) };
      break;
    case 'closing-bracket-missing':
      yield {
        ...at,
        span: error.closing.span,
        message: `'</${error.closing.name}' must be followed by '>' at once; Apache takes no argument or space there`,
        fixes: [closingFix(error, file)],
      };
      break;
    case 'byte-order-mark':
      yield {
        ...at,
        span: error.span,
        message: 'the file starts with a byte order mark, which Apache takes as part of the first word',
        fixes: [safe(replaceFix('Remove the byte order mark', file, error.span, ''))],
      };
  }
}

/** Conditional sections are read on the spot: an end of file closes them, and what is in them, when their content is read. */
const readOnTheSpot = /^(?:ifmodule|ifdefine|ifversion|iffile|ifdirective|ifsection)$/i;

function isClosedByEnd(section: Section, configuration: Configuration): boolean {
  for (let outer: Section | undefined = section; outer; outer = outer.parent)
    if (readOnTheSpot.test(outer.name)) return !configuration.skippedIn(outer.file).has(outer);
  return false;
}

function* unclosed(section: Section, file: SourceFile, configuration: Configuration): Generator<Problem> {
  const isTolerated = isClosedByEnd(section, configuration);
  yield {
    rule: structure.id,
    severity: isTolerated ? 'warning' : structure.severity,
    file,
    span: section.nameSpan,
    message: isTolerated
      ? `<${section.name}> is not closed; Apache takes the rest of the file as its content`
      : `<${section.name}> is not closed: </${section.name}> is missing`,
    fixes: [
      replaceFix(
        `Add </${section.name}>`,
        file,
        { start: file.text.length, end: file.text.length },
        endText(section, file),
      ),
    ],
  };
}

function endText(section: Section, file: SourceFile): string {
  return `${file.text.endsWith('\n') ? '' : '\n'}${indentOf(section, file)}</${section.name}>\n`;
}

function* crossed(
  error: Extract<StructureError, { type: 'crossed' }>,
  file: SourceFile,
  configuration: Configuration,
): Generator<Problem> {
  const { section, closing } = error;
  yield {
    rule: structure.id,
    severity: structure.severity,
    file,
    span: closing.span,
    message: `</${section.name}> is expected here, but </${closing.name}> comes`,
    related: [{ file, span: section.nameSpan, message: `<${section.name}> is opened here` }],
    fixes: [insertionFix(section, closing, file)],
  };
  const skipped = skippedAround(section, configuration);
  if (skipped)
    yield {
      rule: structure.id,
      severity: structure.severity,
      file,
      span: skipped.nameSpan,
      message: `the sections inside this <${skipped.name}> are not closed in order; Apache looks for its end and fails`,
    };
}

/** The new closing line is indented as the opening one. */
function insertionFix(section: Section, closing: ClosingTag, file: SourceFile) {
  const start = file.lineStartAt(closing.span.start);
  const text = `${indentOf(section, file)}</${section.name}>\n`;
  return replaceFix(`Insert </${section.name}> before it`, file, { start, end: start }, text);
}

function indentOf(section: Section, file: SourceFile): string {
  const start = file.lineStartAt(section.span.start);
  return /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? '';
}

function skippedAround(section: Section, configuration: Configuration): Section | undefined {
  const skipped = configuration.skippedIn(section.file);
  for (let outer = section.parent; outer; outer = outer.parent) if (skipped.has(outer)) return outer;
  return undefined;
}

function strayMessage(error: Extract<StructureError, { type: 'stray' }>): string {
  const inside = error.within ? `; <${error.within.name}> is open` : '';
  return `</${error.closing.name}> closes nothing: there is no open <${error.closing.name}>${inside}`;
}

function bracketProblem(section: Section, file: SourceFile): Pick<Problem, 'span' | 'message' | 'fixes'> {
  const { name, span, line } = section;
  if (line.text.includes('>'))
    return { span, message: `nothing may follow <${name}> in its line: Apache then looks for another '>'` };
  return { span, message: `<${name}> lacks its closing '>'`, fixes: [bracketFix(section, file)] };
}

function bracketFix(section: Section, file: SourceFile) {
  return safe(replaceFix("Add '>'", file, { start: section.line.end, end: section.line.end }, '>'));
}

function closingFix(error: Extract<StructureError, { type: 'closing-bracket-missing' }>, file: SourceFile) {
  const name = error.closing.name || error.section?.name || '';
  const fix = replaceFix(`Replace by </${name}>`, file, error.closing.span, `</${name}>`);
  return error.section ? safe(fix) : fix;
}
