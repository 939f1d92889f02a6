// Arguments that name a file behind a prefix, or in one of several ways.
import { declaredAs } from './declarations.ts';
import { type Candidate, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';
import { existingFile, folderFindings, missing, pathCandidates, stateOf } from './paths.ts';

/** A log: a file, `|program`, or (for errors) `syslog`. The folder of a file must exist. */
export const logTarget: ValueKind = {
  *check(value, context) {
    if (!value.text.startsWith('|') && value.text !== '') yield* folderFindings(value.text, context);
  },
  complete: pathCandidates,
};

export const errorLogTarget: ValueKind = {
  *check(value, context) {
    if (!/^\||^syslog(?::|$)|^journald(?::|$)/.test(value.text) && value.text !== '')
      yield* folderFindings(value.text, context);
  },
  *complete(value, context) {
    yield { label: 'syslog', kind: 'keyword', detail: 'the system log' };
    yield* pathCandidates(value, context);
  },
};

/** `builtin`, `file:path`, `exec:path` or a path; the path must exist. */
export const randomSource: ValueKind = {
  *check(value, context) {
    if (value.text.toLowerCase() === 'builtin') return;
    if (value.text.startsWith('egd:'))
      return yield refused('the OpenSSL of today has no entropy gathering daemon: use builtin, file: or exec:');
    const path = value.text.replace(/^(?:file|exec):/, '');
    if (stateOf(path, context) === 'missing') yield missing(`there is no file ${path}: Apache refuses to start`);
  },
  *complete(value, context) {
    yield { label: 'builtin', kind: 'keyword', detail: "OpenSSL's own source" };
    yield* prefixed(['file:', 'exec:'], value, context);
  },
};

/** `builtin`, `exec:program` or `|program`. */
export const passPhraseDialog: ValueKind = {
  *check(value, context) {
    if (value.text.toLowerCase() === 'builtin' || /^\|./.test(value.text)) return;
    const program = /^exec:(.+)$/.exec(value.text)?.[1];
    if (program === undefined) yield refused("expected 'builtin', exec:/path/to/program or |/path/to/program");
    else if (stateOf(program.split(' ')[0] ?? '', context) === 'missing')
      yield missing(`there is no program ${program.split(' ')[0]}: Apache refuses to start`);
  },
  *complete(value, context) {
    yield { label: 'builtin', kind: 'keyword', detail: 'ask on the terminal' };
    yield* prefixed(['exec:'], value, context);
  },
};

/** A key in a hardware token; not looked at. */
export const pkcs11Uri: ValueKind = { fits: (text) => text.startsWith('pkcs11:') };

/** `unix:/path` */
export const telemetryTarget: ValueKind = {
  *check(value) {
    if (!value.text.startsWith('unix:/')) yield refused(`expected unix:/path, got '${value.text}'`);
  },
};

/** A shared object; whether it is there is seen by Apache at once. */
export const moduleFile: ValueKind = {
  *check(value, context) {
    // mod_so passes over a module that is loaded already, wherever the file is said to be.
    const { visit, configuration } = context;
    const identifier = visit.words[0]?.text ?? '';
    if (declaredAs(configuration, 'loadmodule', identifier, visit).length > 0) return;
    if (/[\\/]/.test(value.text)) yield* existingFile.check?.(value, context) ?? [];
  },
  complete: pathCandidates,
};

const mapPrefixes = ['txt:', 'rnd:', 'dbm:', 'int:', 'prg:', 'dbd:', 'fastdbd:'];
const internalMaps = ['toupper', 'tolower', 'escape', 'unescape'];

/** `txt:file`, `int:function` and the other maps of RewriteMap. */
export const rewriteMap: ValueKind = {
  *check(value, context) {
    const match = /^(txt|rnd|dbm(?:=[^:]*)?|int|prg|dbd|fastdbd):([\s\S]*)$/.exec(value.text);
    const [, sort = 'txt', rest = ''] = match ?? [undefined, 'txt', value.text];
    if (sort === 'int' && !internalMaps.includes(rest))
      yield refused(`there is no internal map '${rest}': expected one of ${internalMaps.join(', ')}`);
    if (sort !== 'txt' && sort !== 'rnd' && sort !== 'prg') return;
    const path = sort === 'prg' ? (rest.split(' ')[0] ?? '') : rest;
    if (stateOf(path, context) === 'missing')
      yield missing(`there is no file ${path} for this map: Apache refuses to start`);
  },
  *complete(value, context) {
    for (const name of internalMaps) yield { label: `int:${name}`, kind: 'keyword' };
    yield* prefixed(mapPrefixes, value, context);
  },
};

/** Offers the prefixes, and behind one of them the paths. */
function* prefixed(prefixes: readonly string[], value: Value, context: ValueContext): Generator<Candidate> {
  const prefix = prefixes.find((candidate) => value.text.startsWith(candidate));
  if (prefix === undefined) {
    for (const label of prefixes) yield { label, kind: 'keyword' };
    return;
  }
  const inner = {
    text: value.text.slice(prefix.length),
    span: { start: value.span.start + prefix.length, end: value.span.end },
  };
  for (const candidate of pathCandidates(inner, context)) yield { ...candidate, span: inner.span };
}
