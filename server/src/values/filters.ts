// Output filters: those of modules, those that the configuration defines, and the smart filters of mod_filter.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import { nearest } from '../text/nearest.ts';
import { declaredBefore } from './declarations.ts';
import {
  type Candidate,
  type Finding,
  partOf,
  refused,
  type Value,
  type ValueContext,
  type ValueKind,
} from './kind.ts';

/** Filters that configurations name, and those that modules use among themselves. */
const useful = [
  ...[
    'DEFLATE',
    'INFLATE',
    'BROTLI_COMPRESS',
    'INCLUDES',
    'SUBSTITUTE',
    'RATE_LIMIT',
    'proxy-html',
    'xml2enc',
    'CACHE',
  ],
  ...['BUFFER', 'REFLECTOR', 'DATA', 'Sed', 'XLATEOUT', 'CONTENT_LENGTH', 'BYTERANGE'],
];
const internal = new Set([
  ...['BUCKETEER', 'CACHE_INVALIDATE', 'CACHE_OUT', 'CACHE_OUT_SUBREQ', 'CACHE_REMOVE_URL', 'CACHE_SAVE'],
  ...['CACHE_SAVE_SUBREQ', 'CaseFilter', 'CHUNK', 'CORE', 'DUMPIO_OUT', 'FIXUP_HEADERS_ERR', 'FIXUP_HEADERS_OUT'],
  ...[
    'HTTP_HEADER',
    'HTTP_OUTERROR',
    'LOGIO_TTFB_OUT',
    'LOG_INPUT_OUTPUT',
    'MOD_EXPIRES',
    'MOD_SESSION_OUT',
    'OLD_WRITE',
  ],
  ...['PROXY_SEND_DIR', 'reqtimeout', 'SECURITY_OUT', 'SSL/TLS Coalescing Filter', 'SSL/TLS Filter', 'SUBREQ_CORE'],
]);

/** The name of a filter that is looked up when a request comes. */
export const filterName: ValueKind = {
  *complete() {
    yield* filterCandidates();
  },
};

/** A filter that must be there when the line is read. */
export const outputFilter: ValueKind = { ...filterName, check: outputFilterFindings };

/** Such filters, joined by semicolons. */
export const outputFilters: ValueKind = {
  ...filterName,
  *check(value, context) {
    let from = 0;
    for (const text of value.text.split(';')) {
      const span = partOf(value, from, from + text.length);
      if (text !== '') yield* outputFilterFindings({ text, span }, context);
      from += text.length + 1;
    }
  },
};

/** A filter that FilterDeclare or FilterProvider made before in the same section; regard is paid to case. */
export const smartFilter: ValueKind = {
  *check(value, { visit, configuration }) {
    if (!configuration.isWholeTree || /^BYTYPE:/.test(value.text)) return;
    const before = ['filterdeclare', 'filterprovider'].flatMap((key) => declaredBefore(configuration, key, visit));
    const own = before.filter((declaration) => declaration.visit.scope === visit.scope);
    if (own.some(({ name, visit: { hasUnknownVariable } }) => name === value.text || hasUnknownVariable)) return;
    const near = nearest(
      value.text,
      own.map(({ name }) => name),
    );
    yield refused(
      `no FilterDeclare or FilterProvider in the same place defines '${value.text}' before this line: Apache refuses to start`,
      near ? { replacements: [near] } : {},
    );
  },
};

function* filterCandidates(): Generator<Candidate> {
  for (const label of useful) yield { label };
}

function* outputFilterFindings({ text, span }: Value, { visit, configuration }: ValueContext): Generator<Finding> {
  if (!configuration.isComplete || isDefined(text, visit, configuration)) return;
  const near = nearest(text, useful);
  const hint = near ? `; did you mean ${near}?` : '';
  yield refused(`there is no output filter '${text}': Apache refuses to start${hint}`, {
    span,
    ...(near ? { replacements: [near] } : {}),
  });
}

function isDefined(name: string, before: Visit, configuration: Configuration): boolean {
  const wanted = name.toLowerCase();
  // mod_http2 and mod_proxy_html have further ones for their own use.
  if (/^(?:h2_|proxy)/.test(wanted)) return true;
  if ([...useful, ...internal].some((known) => known.toLowerCase() === wanted)) return true;
  const own = ['extfilterdefine', 'luaoutputfilter'].flatMap((key) => declaredBefore(configuration, key, before));
  return own.some((declaration) => declaration.visit.hasUnknownVariable || declaration.name.toLowerCase() === wanted);
}
