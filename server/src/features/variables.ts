// Variables of the configuration: `${NAME}` set by Define or by the environment.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Node } from '../syntax/tree.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';

/** The `${NAME}` at `offset`, and its value as far as it is known. */
export function variableHover(place: Place, node: Node, offset: number): { markdown: string; span: Span } | undefined {
  for (const { name, span } of variablesIn(node)) {
    if (span.start <= offset && offset <= span.end) return { markdown: describe(name, place.configuration), span };
  }
  return undefined;
}

/** All `${NAME}` of a line. */
function* variablesIn(node: Node): Generator<{ readonly name: string; readonly span: Span }> {
  if (!node.line.text.includes('${')) return;
  for (const match of node.line.text.matchAll(/\$\{([^}]*)\}/g)) {
    yield { name: match[1] ?? '', span: node.line.spanOf(match.index, match.index + match[0].length) };
  }
}

/** Every variable that is defined, with its value. */
export function knownVariables(configuration: Configuration): Map<string, string> {
  const inherited = [...configuration.environment].map(([name, value]) => [name, value ?? ''] as const);
  return new Map([...inherited, ...configuration.defines]);
}

function describe(name: string, configuration: Configuration): string {
  const defined = configuration.defines.get(name);
  if (defined !== undefined) return `\`\${${name}}\` is \`${defined}\`, set by \`Define\``;
  const inherited = configuration.environment.get(name);
  if (inherited !== undefined) return `\`\${${name}}\` is \`${inherited}\`, ${originOf(name, configuration)}`;
  if (configuration.environment.has(name))
    return `\`\${${name}}\` is set ${originOf(name, configuration)}, to what only the shell can tell`;
  return `\`\${${name}}\` is not set by a \`Define\` that is known here; Apache takes it from its environment, or leaves it as it stands and logs AH00111`;
}

function originOf(name: string, { settings }: Configuration): string {
  return Object.hasOwn(settings.environment, name) ? 'from the environment of the server' : 'in the file `envvars`';
}
