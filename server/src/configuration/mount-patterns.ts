// What the pattern of a WSGIScriptAliasMatch says about URL paths, as far as it can be known without trying URLs.

/** Characters that stand for themselves, and are no more than once there. */
const literal = /(?:[\w/~-]|\\[./_~-])(?![?*+{])/.source;

/** Every URL path begins with a slash; one that matches nothing of it is passed on (wsgi_hook_intercept). */
const everything = /^\^?(?:\/|\/?(?:\.\*|\(\.\*\))\$?|\(\/\.\*\)\$?)$/;

/** Behind a path: the rest of the URL, at least where a slash begins it. */
const below = /(?:\/\?)?(?:(?:\.\*|\(\.\*\))\$?)?|\((?:\?:)?\/\.\*\)\?\$|\((?:\?:)?(?:\/\|\$|\$\|\/)\)/.source;
const prefixed = new RegExp(`^\\^(/(?:${literal})*)(?:${below})$`);

const beginning = new RegExp(`^\\^(/(?:${literal})*)(.*)$`, 's');
const ofWholeSegment = /^(?:\((?:\?:)?\/\.\*\)\?)?\$$/;

/** The path at which a mount would take no request that `pattern` does not take; undefined where there is none. */
export function pathTakenBy(pattern: string): string | undefined {
  if (everything.test(pattern)) return '/';
  // Apache merges slashes before it maps URLs.
  if (pattern.includes('//')) return undefined;
  const path = prefixed.exec(pattern)?.[1];
  return path && plain(path);
}

/** The longest path that is known to stand before, or to be, every URL path that `pattern` matches. */
export function pathAround(pattern: string): string {
  const [, path = '/', rest = ''] = (!pattern.includes('|') && beginning.exec(pattern)) || [];
  return plain(ofWholeSegment.test(rest) ? path : path.slice(0, path.lastIndexOf('/') + 1));
}

function plain(written: string): string {
  return written.replaceAll('\\', '');
}
