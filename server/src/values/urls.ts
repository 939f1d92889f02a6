// URLs and URL paths outside of mod_proxy.
import { doubtful, refused, type ValueKind } from './kind.ts';

/** A path that must start with a slash. */
export const urlPath: ValueKind = {
  fits: (text) => text.startsWith('/'),
  *check(value, context) {
    const message = `a URL path starts with /, so '${value.text}' never matches`;
    if (value.text.startsWith('/')) return;
    yield context.visit.info?.key === 'rewritebase'
      ? refused(`expected a URL path that starts with /, got '${value.text}'`)
      : doubtful(message);
  },
};

/** A URL path, file name or URL that Apache takes as it is. */
export const localUrl: ValueKind = {};

/** An absolute URL, or a path with a slash. */
export const url: ValueKind = {
  fits: (text) => /^\/|^[a-z][a-z\d+.-]*:/i.test(text),
  *check(value) {
    if (!/^\/|^[a-z][a-z\d+.-]*:/i.test(value.text))
      yield refused(`expected a URL such as https://example.com/, or a path that starts with /, got '${value.text}'`);
  },
};

/** `fcgi://host:port/` */
export const fcgiAddress: ValueKind = {
  *check(value) {
    if (!/^fcgi:\/\/[^/]+:\d+/i.test(value.text)) yield refused(`expected fcgi://host:port/, got '${value.text}'`);
  },
};

/** `ldap://host/base` and its relatives. */
export const ldapUrl: ValueKind = {
  *check(value) {
    if (!/^ldap[si]?:\/\//i.test(value.text))
      yield refused(`expected a URL that starts with ldap://, ldaps:// or ldapi://, got '${value.text}'`);
  },
};

/** A URL path, or `(ALT,url)`. */
export const icon: ValueKind = {
  *check(value) {
    if (value.text.startsWith('(') && !/^\([^,]*,.*\)$/.test(value.text)) yield* iconFindings(value.text);
  },
};

function* iconFindings(text: string) {
  if (!text.includes(')')) yield refused("the '(' of (ALT,url) is not closed");
}
