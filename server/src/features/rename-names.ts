// Which names cannot be changed, and which cannot be given.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Occurrence, SymbolKind } from '../symbols/symbol.ts';
import { isBuiltInProvider, isBuiltInRequirement } from '../values/access.ts';

/** Why the configuration does not decide on the name of `occurrence`; undefined where it does. */
export function fixedNameReason(occurrence: Occurrence, { settings, environment }: Configuration): string | undefined {
  const { kind, name, node } = occurrence;
  if (kind === 'module') return `The name ${name} is fixed by the file of the module.`;
  if (kind === 'host') return `The host name ${name} also stands in DNS, in certificates and in links.`;
  if (kind === 'variable' && (settings.defines.includes(name) || environment.has(name))) {
    return `The variable ${name} is also given from outside of the configuration.`;
  }
  if (kind !== 'environment-variable') return undefined;
  if (node.name.toLowerCase() === 'passenv') return `The variable ${name} comes from the environment of the server.`;
  return isSpecial(name) ? `Apache and its modules look for the variable ${name} by this name.` : undefined;
}

/** Why the symbol with these occurrences cannot be called `name`; undefined where it can. */
export function invalidNameReason(
  occurrences: readonly Occurrence[],
  name: string,
  { settings }: Configuration,
): string | undefined {
  if (name === '') return 'The new name is empty.';
  for (const kind of new Set(occurrences.map((occurrence) => occurrence.kind))) {
    const { pattern, allowed } = shapes[kind] ?? usual;
    if (!pattern.test(name)) return `${name} cannot be the new name: ${allowed}.`;
    if (isOccupied(kind, name, settings.defines)) return `The name ${name} has a meaning of its own.`;
  }
  const parameter = occurrences.find(({ kind }) => kind === 'macro-parameter');
  return parameter && parameterReason(parameter, name);
}

/** mod_macro replaces a parameter wherever it stands, and puts quotes around the values of those that begin with @. */
function parameterReason({ name, node, file }: Occurrence, newName: string): string | undefined {
  const isQuoted = name.startsWith('@');
  if (newName.startsWith('@') !== isQuoted)
    return `${newName} cannot be the new name: ${isQuoted ? 'without' : 'with'} @ its value would ${isQuoted ? 'lose its' : 'get'} quotes.`;
  const others = node.words.slice(1).filter(({ text }) => text !== name && text !== newName);
  const near = others.find(({ text }) => text.includes(newName) || newName.includes(text));
  if (near) return `${newName} cannot be told from the parameter ${near.text}.`;
  const body = file.text.slice(node.line.end, node.kind === 'section' ? node.fullSpan.end : undefined);
  return newName !== name && body.split(name).join('').includes(newName)
    ? `The text ${newName} stands in the macro already, and would be replaced.`
    : undefined;
}

interface Shape {
  readonly pattern: RegExp;
  readonly allowed: string;
}

const usual: Shape = {
  pattern: /^\w[\w.-]*$/,
  allowed: 'it must be made of letters, digits, underscores, dots and hyphens',
};

const shapes: Partial<Record<SymbolKind, Shape>> = {
  'daemon-process': {
    pattern: /^[^\s"'\\$%{}<>#=]+$/,
    allowed: 'blanks, quotes and signs such as $ and % are not possible',
  },
  macro: { pattern: /^[^\s"'\\$%@{}<>#]+$/, allowed: 'blanks, quotes and signs such as $ and % are not possible' },
  'macro-parameter': {
    pattern: /^[$%@][\w-]+$/,
    allowed: 'it must begin with $, % or @, and go on with letters, digits, underscores and hyphens',
  },
  'environment-variable': {
    pattern: /^[A-Za-z_][\w-]*$/,
    allowed: 'it must be made of letters, digits, underscores and hyphens, and begin with a letter or an underscore',
  },
  'health-check-condition': {
    pattern: /^\w[\w.-]{0,14}$/,
    allowed: 'it must be made of at most 15 letters, digits, underscores, dots and hyphens',
  },
};

function isOccupied(kind: SymbolKind, name: string, defines: readonly string[]): boolean {
  if (kind === 'variable') return defines.includes(name);
  if (kind === 'environment-variable') return isSpecial(name);
  if (kind === 'authentication-provider') return isBuiltInProvider(name);
  // mod_log_config begins with this one (make_config_log_state).
  if (kind === 'log-format') return name.toLowerCase() === 'clf';
  return kind === 'authorization-provider' && isBuiltInRequirement(name);
}

/** Variables by which Apache and its modules are told what to do. */
function isSpecial(name: string): boolean {
  return special.test(name);
}

const special =
  /^(?:no-(?:gzip|brotli|cache|etag)|gzip-only-.*|nokeepalive|force-.*|downgrade-.*|dont-vary|redirect-carefully|prefer-language|suppress-error-charset|ssl-.*|proxy-.*|(?:mod_)?wsgi\..*|https)$/i;
