// The conditional sections, in three values: read, not read, not known.
import { compareVersions } from '../catalogue/version.ts';
import { regexProblem } from '../expressions/regex.ts';
import type { Word } from '../syntax/words.ts';
import { pathHere } from './placement.ts';
import type { Reader } from './reader.ts';
import type { Visit } from './visit.ts';

export type Truth = 'yes' | 'no' | 'unknown';

/** Whether the content of `visit`, the conditional section `name`, is read; undefined for any other section. */
export function conditionOf(name: string, visit: Visit, reader: Reader): Truth | undefined {
  return conditions[name.toLowerCase()]?.(visit.words, reader);
}

const conditions: Readonly<Record<string, (words: readonly Word[], reader: Reader) => Truth>> = {
  ifmodule: (words, reader) => negatable(words, (name) => moduleTruth(name, reader)),
  ifdefine: (words, reader) => negatable(words, (name) => defineTruth(name, reader)),
  ifversion: (words, reader) => versionTruth(words, reader),
  iffile: (words, reader) => negatable(words, (name) => fileTruth(name, reader)),
  ifdirective: (words, reader) => negatable(words, (name) => directiveTruth(name, reader)),
  ifsection: (words, reader) => negatable(words, (name) => directiveTruth(`<${name}`, reader)),
};

/** `!name` and `! name` turn the answer round. */
function negatable(words: readonly Word[], test: (name: string) => Truth): Truth {
  const first = words[0]?.text ?? '';
  const isNegated = first.startsWith('!');
  const name = first === '!' ? (words[1]?.text ?? '') : first.replace(/^!/, '');
  return isNegated ? not(test(name)) : test(name);
}

function not(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'yes' ? 'no' : 'yes';
}

/** What is known of the modules of the server: for .htaccess, those of the tree that reads it. */
interface LoadedModules {
  readonly modules: ReadonlySet<string>;
  readonly knowsModules: boolean;
  readonly hasForeignModule: boolean;
}

function loadedModules({ start: { tree }, state }: Reader): LoadedModules {
  if (!tree) return state;
  const knowsModules = tree.isWholeTree && [...tree.modules].some((name) => name.startsWith('mpm_'));
  return { modules: tree.modules, knowsModules, hasForeignModule: knowsModules && !tree.isComplete };
}

function moduleTruth(name: string, reader: Reader): Truth {
  const { catalogue } = reader.settings;
  const { modules, knowsModules, hasForeignModule } = loadedModules(reader);
  const found = catalogue.module(name);
  // Only the identifier and the name of the source file count: mod_ssl alone is no module's name.
  const module = found && (found.identifier === name || found.source === name) ? found : undefined;
  if (name === 'http_core.c' || (module && alwaysLinked.has(module.module))) return 'yes';
  if (modules.has(module?.identifier ?? name)) return 'yes';
  if (builtForWindows.has(name) && reader.state.isForWindows) return 'yes';
  if (!knowsModules || alwaysThere.has(module?.module ?? '')) return 'unknown';
  // Which of its names a module of others answers to depends on its version.
  const foreign = catalogue.thirdParty.module(name);
  if (foreign) return foreign.identifiers.some((identifier) => modules.has(identifier)) ? 'unknown' : 'no';
  // A module that the catalogue does not know may be loaded under another name than its source file's.
  return module || !hasForeignModule ? 'no' : 'unknown';
}

/** What every httpd is made of. */
const alwaysLinked = new Set(['core', 'mod_so']);

/** What every httpd for Windows is made of, besides. */
const builtForWindows = new Set(['mpm_winnt_module', 'mpm_winnt.c', 'win32_module', 'mod_win32.c']);

/** Modules that distributions compile into the server, so that no LoadModule shows them. */
const alwaysThere = new Set(['mod_unixd', 'mod_log_config', 'mod_logio', 'mod_version', 'mod_watchdog']);

function defineTruth(name: string, reader: Reader): Truth {
  if (reader.state.defines.has(name) || reader.settings.defines.includes(name)) return 'yes';
  return reader.state.isWholeTree ? 'no' : 'unknown';
}

function versionTruth(words: readonly Word[], reader: Reader): Truth {
  const installed = reader.settings.apacheVersion;
  const operator = words.length > 1 ? (words[0]?.text ?? '') : '==';
  const wanted = words.at(-1)?.text ?? '';
  if (!installed) return 'unknown';
  if (operator.replace(/^!/, '') === '~' || /^\/.*\/$/.test(wanted)) return patternTruth(installed, operator, wanted);
  if (!/^\d+(\.\d+){0,2}$/.test(wanted)) return 'unknown';
  // Parts that are left out count as 0, also for equality.
  const difference = compareVersions(installed, wanted);
  const isNegated = operator.startsWith('!');
  const holds = comparisons[operator.replace(/^!/, '')]?.(difference);
  if (holds === undefined) return 'unknown';
  return holds !== isNegated ? 'yes' : 'no';
}

/** A regular expression, after `~` or between slashes; it is matched with all three numbers of the version. */
function patternTruth(installed: string, operator: string, wanted: string): Truth {
  const source = operator.endsWith('~') ? wanted : wanted.slice(1, -1);
  if (!/^\d+\.\d+\.\d+$/.test(installed) || !/^!?(?:~|==?)$/.test(operator) || regexProblem(source)) return 'unknown';
  try {
    return new RegExp(source).test(installed) !== operator.startsWith('!') ? 'yes' : 'no';
  } catch {
    return 'unknown';
  }
}

const comparisons: Readonly<Record<string, (difference: number) => boolean>> = {
  '=': (difference) => difference === 0,
  '==': (difference) => difference === 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
};

/** What is not here may well be on the machine of the server. */
function fileTruth(name: string, reader: Reader): Truth {
  const state = reader.pathState(pathHere(reader.absolute(name), reader));
  if (state === 'missing') return reader.isHere ? 'no' : 'unknown';
  return state === 'unknown' ? 'unknown' : 'yes';
}

function directiveTruth(name: string, reader: Reader): Truth {
  const info = reader.settings.catalogue.directive(name);
  const { knowsModules, hasForeignModule } = loadedModules(reader);
  if (!info) return knowsModules && !hasForeignModule ? 'no' : 'unknown';
  return info.module.identifier ? moduleTruth(info.module.identifier, reader) : 'unknown';
}
