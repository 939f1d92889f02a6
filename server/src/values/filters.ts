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

/** Filters that configurations name, by the module that brings them; the core is always there. */
const useful: Readonly<Record<string, string | undefined>> = {
  DEFLATE: 'deflate_module',
  INFLATE: 'deflate_module',
  BROTLI_COMPRESS: 'brotli_module',
  INCLUDES: 'include_module',
  SUBSTITUTE: 'substitute_module',
  RATE_LIMIT: 'ratelimit_module',
  'proxy-html': 'proxy_html_module',
  xml2enc: 'xml2enc_module',
  CACHE: 'cache_module',
  BUFFER: 'buffer_module',
  DATA: 'data_module',
  Sed: 'sed_module',
  XLATEOUT: 'charset_lite_module',
  BYTERANGE: undefined,
  CONTENT_LENGTH: undefined,
};

/** Filters that modules use among themselves. */
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
    // A .htaccess file includes no other one, so all of it is known.
    const isAllKnown = configuration.isWholeTree || configuration.start.context === 'htaccess';
    if (!isAllKnown || /^BYTYPE:/.test(value.text)) return;
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
  for (const label of Object.keys(useful)) yield { label };
}

function* outputFilterFindings(value: Value, { visit, configuration }: ValueContext): Generator<Finding> {
  const { text, span } = value;
  if (!configuration.isComplete || isMadeBefore(text, visit, configuration)) return;
  const known = Object.keys(useful).find((name) => name.toLowerCase() === text.toLowerCase());
  const module = known && useful[known];
  if (module && !configuration.modules.has(module))
    yield refused(`the filter ${text} comes from ${module}, which no LoadModule loads: Apache refuses to start`, {
      span,
    });
  else if (!known && !isInternal(text)) yield unknownFilter(value);
}

function unknownFilter({ text, span }: Value): Finding {
  const near = nearest(text, Object.keys(useful));
  const hint = near ? `; did you mean ${near}?` : '';
  return refused(`there is no output filter '${text}': Apache refuses to start${hint}`, {
    span,
    ...(near ? { replacements: [near] } : {}),
  });
}

/** mod_http2 and mod_proxy_html have further ones for their own use. */
function isInternal(text: string): boolean {
  const wanted = text.toLowerCase();
  return /^(?:h2_|proxy)/.test(wanted) || [...internal].some((name) => name.toLowerCase() === wanted);
}

function isMadeBefore(name: string, before: Visit, configuration: Configuration): boolean {
  const own = ['extfilterdefine', 'luaoutputfilter'].flatMap((key) => declaredBefore(configuration, key, before));
  return own.some(
    ({ visit, name: defined }) => visit.hasUnknownVariable || defined.toLowerCase() === name.toLowerCase(),
  );
}
