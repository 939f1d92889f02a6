// The user's settings, read without trust: whatever has the wrong type counts as not set.

import type { Catalogue } from '../catalogue/catalogue.ts';
import { catalogue as bundled } from '../catalogue/catalogue.ts';
import type { Context, DirectiveData, ModuleData } from '../catalogue/types.ts';
import type { Settings } from '../configuration/settings.ts';
import type { SeveritySettings } from '../rules/check.ts';

export interface ServerSettings {
  readonly core: Settings;
  readonly severities: SeveritySettings;
  /** Path of the main file, when the user names one. */
  readonly mainFile: string | undefined;
}

/** The settings in the section `apache` of the client's configuration. */
export function readSettings(section: unknown): ServerSettings {
  const values = isRecord(section) ? section : {};
  return {
    core: {
      catalogue: withThirdParty(values.thirdPartyDirectives),
      apacheVersion: versionOf(values.version),
      modWsgiVersion: versionOf(values.modWsgiVersion),
      defines: stringsOf(values.defines),
      environment: stringRecordOf(values.environment),
    },
    severities: severitiesOf(values.severity),
    mainFile: typeof values.mainFile === 'string' && values.mainFile !== '' ? values.mainFile : undefined,
  };
}

/** Says whether `value` has names with values. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function stringRecordOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function versionOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d+(\.\d+)*$/.test(value) ? value : undefined;
}

/** What the setting `severity` can say of a rule. */
export const severityNames = ['off', 'hint', 'information', 'warning', 'error'] as const;

function severitiesOf(value: unknown): SeveritySettings {
  const result: Record<string, (typeof severityNames)[number]> = {};
  for (const [rule, name] of Object.entries(stringRecordOf(value))) {
    const severity = severityNames.find((candidate) => candidate === name);
    if (severity) result[rule] = severity;
  }
  return result;
}

/** `"Name"` or `{name, contexts?, arity?, summary?}`; anything that is left out is not checked. */
function withThirdParty(value: unknown): Catalogue {
  const directives: Record<string, DirectiveData> = {};
  for (const item of Array.isArray(value) ? value : []) {
    const entry = typeof item === 'string' ? { name: item } : item;
    if (!isRecord(entry) || typeof entry.name !== 'string') continue;
    directives[entry.name] = thirdPartyDirective(entry);
  }
  if (Object.keys(directives).length === 0) return bundled;
  const module: ModuleData = { module: 'third party', source: '', link: '', summary: '', directives };
  return bundled.with(module);
}

const everywhere: readonly Context[] = ['server', 'vhost', 'directory', 'location', 'files', 'if', 'proxy', 'limit'];

/** The four contexts that manuals tell apart, and the measured ones that each stands for. */
const contextsByName: Readonly<Record<string, readonly Context[]>> = {
  server: ['server'],
  'virtual-host': ['vhost'],
  directory: ['directory', 'location', 'files', 'if', 'proxy', 'limit'],
  htaccess: [],
};

function thirdPartyDirective(entry: Readonly<Record<string, unknown>>): DirectiveData {
  const names = stringsOf(entry.contexts).filter((name) => Object.hasOwn(contextsByName, name));
  const isAnywhere = names.length === 0;
  return {
    arity: 'raw',
    contexts: isAnywhere ? everywhere : names.flatMap((name) => contextsByName[name] ?? []),
    ...(isAnywhere || names.includes('htaccess')
      ? { overrides: ['AuthConfig', 'FileInfo', 'Indexes', 'Limit', 'Options'] }
      : {}),
    syntax: syntaxFor(entry.arity),
    summary:
      typeof entry.summary === 'string' ? entry.summary : 'A directive of a third-party module, from your settings.',
  };
}

/** The syntax line for a number of arguments: `2`, `1-3` or `1-`; any number where it says nothing. */
function syntaxFor(arity: unknown): string {
  const match = typeof arity === 'string' ? /^(\d{1,2})(-(\d{0,2}))?$/.exec(arity) : null;
  if (!match) return '[<text:argument> ...]';
  const least = Number(match[1]);
  const required = Array.from({ length: least }, () => '<text:argument>');
  if (match[3] === '') return [...required, '[<text:argument> ...]'].join(' ');
  const most = match[3] === undefined ? least : Number(match[3]);
  return [...required, ...Array.from({ length: Math.max(0, most - least) }, () => '[<text:argument>]')].join(' ');
}
