// What a spec can ask about moving about, and how each answer is written: a line of the file, with the name in brackets.
import type { Configuration } from '../../server/src/configuration/evaluate.ts';
import { nameOf, pathOf } from '../../server/src/configuration/paths.ts';
import { definitions } from '../../server/src/features/definition.ts';
import { highlights } from '../../server/src/features/highlights.ts';
import {
  type IncludeNode,
  includedFiles,
  includeRoot,
  includers,
} from '../../server/src/features/include-hierarchy.ts';
import type { Location } from '../../server/src/features/places.ts';
import { references, uses } from '../../server/src/features/references.ts';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import type { RenameLimits } from '../../server/src/features/rename-obstacles.ts';
import { workspaceSymbols } from '../../server/src/features/workspace-symbols.ts';
import type { Edit } from '../../server/src/rules/problem.ts';
import type { Spec } from './spec.ts';

type Question = (spec: Spec, argument: string) => string;

/** `edited` writes the files as they are after some edits. */
export function navigationAnswers(
  edited: (spec: Spec, edits: readonly Edit[]) => string,
): Readonly<Record<string, Question>> {
  return {
    definition: ({ place, cursor }) => listed(definitions(place, cursor)),
    references: ({ place, cursor }) => listed(references(place, cursor)),
    uses: ({ place, cursor }) => listed(uses(place, cursor)),
    highlights: ({ place, cursor }) =>
      highlights(place, cursor)
        .map(({ span, role }) => `${placeText({ file: place.file, span })} ${role}`)
        .join('\n') || 'nothing',
    'workspace symbols': (spec, query) => symbolsText(spec, query === 'all' ? '' : query),
    rename: (spec, newName) => renamedText(spec, newName, edited),
    'can rename': canRenameText,
    'include tree': includeTreeText,
  };
}

/** In specs, what lies below /usr may be read only. */
function limitsOf(spec: Spec): RenameLimits {
  return {
    writeObstacle: (uri) => {
      const path = pathOf(uri) ?? uri;
      return path.startsWith('/usr/') ? `${path} cannot be written.` : undefined;
    },
    configurations: spec.files.map(({ file }) => spec.configurationOf(file)),
  };
}

function listed(locations: readonly Location[]): string {
  return locations.map(placeText).join('\n') || 'nothing';
}

function placeText({ file, span }: Location): string {
  const { line } = file.positionAt(span.start);
  const from = file.lineStarts[line] ?? 0;
  const to = file.positionAt(span.end).line === line ? (file.lineStarts[line + 1] ?? file.text.length) : span.end;
  const text = `${file.text.slice(from, span.start)}[${file.text.slice(span.start, span.end)}]${file.text.slice(span.end, to)}`;
  return `${nameOf(pathOf(file.uri) ?? '')}:${line + 1}: ${text.trim()}`;
}

function symbolsText(spec: Spec, query: string): string {
  const configurations: Configuration[] = [spec.place.configuration];
  const found = workspaceSymbols(configurations, query);
  return found.map(({ name, container }) => `${name} · ${container}`).join('\n') || 'nothing';
}

function renamedText(spec: Spec, newName: string, edited: Parameters<typeof navigationAnswers>[0]): string {
  const edits = rename(spec.place, spec.cursor, newName, limitsOf(spec));
  if ('refusal' in edits) return `refused: ${edits.refusal}`;
  return edits.length === 0 ? 'nothing' : edited(spec, edits);
}

function canRenameText(spec: Spec): string {
  const { place, cursor } = spec;
  const found = prepareRename(place, cursor, limitsOf(spec));
  if (!found) return 'nothing';
  return 'refusal' in found
    ? `refused: ${found.refusal}`
    : `[${found.name}] ${placeText({ file: place.file, span: found.span })}`;
}

/** The includers above, then the files with what they include, each level further in. */
function includeTreeText({ place, cursor }: Spec): string {
  const { configuration } = place;
  const root = includeRoot(place, cursor);
  return [...aboveText(root, configuration), ...belowText(root, configuration, '', [])].join('\n');
}

function aboveText(root: IncludeNode, configuration: Configuration): string[] {
  return includers(configuration, root).map(
    (step) => `from ${nameOf(step.uri)}${linesText(step.uri, step.spans, configuration)}`,
  );
}

function belowText(
  node: IncludeNode,
  configuration: Configuration,
  indent: string,
  above: readonly string[],
): string[] {
  const { uri, pattern } = node;
  const line = `${indent}${pattern ? configuration.files.get(uri)?.text.slice(pattern.start, pattern.end) : nameOf(uri)}`;
  if (above.includes(uri)) return [`${line} (again)`];
  const deeper = includedFiles(configuration, node).flatMap((step) =>
    belowText(step, configuration, `${indent}  `, pattern ? above : [...above, uri]),
  );
  return [line, ...deeper];
}

function linesText(uri: string, spans: readonly { readonly start: number }[], { files }: Configuration): string {
  const file = files.get(uri);
  return file ? `:${spans.map(({ start }) => file.positionAt(start).line + 1).join(',')}` : '';
}
