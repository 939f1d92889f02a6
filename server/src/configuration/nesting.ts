// Says where httpd gives up on the sections of a file, with what the configuration tells of conditions and macros.
import { LogicalLine } from '../syntax/logical-line.ts';
import { firstNestingError, type NestingError } from '../syntax/nesting.ts';
import { parse } from '../syntax/parse.ts';
import { type Section, walk } from '../syntax/tree.ts';
import { wordsOf } from '../syntax/words.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Configuration } from './evaluate.ts';
import { everywhere } from './hosts.ts';
import { withParameters } from './macro-lines.ts';
import type { MacroDefinition } from './state.ts';
import type { Visit } from './visit.ts';

/** Says whether the sections of `file` need a look at all: in nearly all files they are opened and closed in plain order. */
export function needsLook(file: SourceFile, configuration: Configuration): boolean {
  const isOdd = parse(file).parts.some((tree) => tree.hasOddTags || tree.errors.length > 0);
  return isOdd || usesUnevenMacro(file, configuration);
}

/** Says whether macros may open and close sections in `file`. */
export function usesUnevenMacro(file: SourceFile, configuration: Configuration): boolean {
  return filesOfUses(configuration).has(file);
}

/** The first error that httpd finds in any case, also where it is not known which conditions hold. */
export function nestingErrorIn(file: SourceFile, configuration: Configuration): NestingError | undefined {
  const sections = new Map<number, Section>();
  for (const node of walk(parse(file).nodes)) if (node.kind === 'section') sections.set(node.line.start, node);
  const skipped = configuration.skippedIn(file);
  const isRead = (line: LogicalLine) => {
    const section = sections.get(line.start);
    return section === undefined || !skipped.has(section);
  };
  const bodyOf = (line: LogicalLine) =>
    usesUnevenMacro(file, configuration) ? bodyText(line, configuration) : undefined;
  const mayHoldTags = [...configuration.defines.values()].some((value) => value.startsWith('<'));
  const error = firstNestingError(file.text, { isRead, bodyOf, mayHoldTags });
  const undecided = error && undecidedIn(file, configuration);
  if (!undecided || undecided.size === 0) return error;
  const isSurelyRead = (line: LogicalLine) => isRead(line) && !undecided.has(line.start);
  return firstNestingError(file.text, { isRead: isSurelyRead, bodyOf, mayHoldTags }) && error;
}

const filesOfUses: (configuration: Configuration) => ReadonlySet<SourceFile> = memo((configuration) => {
  const uses = everywhere(configuration, 'Use');
  const isUneven = uses.length > 0 && [...everywhere(configuration, '<Macro')].some(({ node }) => isUnevenMacro(node));
  return new Set(isUneven ? uses.map((visit) => visit.file) : []);
});

function isUnevenMacro(node: { readonly kind: string; readonly isUneven?: boolean }): boolean {
  return node.isUneven === true;
}

function bodyText(line: LogicalLine, configuration: Configuration): string | undefined {
  const [, name, ...values] = wordsOf(line).map((word) => word.text);
  const macro = configuration.macros.get(name?.toLowerCase() ?? '');
  return macro && withValues(macro, values);
}

function withValues({ section, parameters }: MacroDefinition, values: readonly string[]): string {
  const { part } = section.line;
  const body = section.file.text.slice(section.line.end, section.closing?.span.start);
  const given = new Map(parameters.map((name, index) => [name, values[index] ?? '']));
  return withParameters(new LogicalLine(body, part, 0, body.length), given).text;
}

/** Where the conditional sections start of which it is not known whether they are read. */
function undecidedIn(file: SourceFile, configuration: Configuration): Set<number> {
  const starts = new Set<number>();
  for (const visit of visitsOf(file, configuration)) {
    if (visit.certainty !== 'possible' || visit.file !== file) continue;
    for (let section = visit.node.parent; section; section = section.parent)
      if (/^if./i.test(section.name)) starts.add(section.line.start);
  }
  return starts;
}

function visitsOf(file: SourceFile, configuration: Configuration): readonly Visit[] {
  const stretches = configuration.segmentsReading(file).flatMap((segment) => segment.stretches);
  return stretches.flatMap(({ visits }) => visits);
}
