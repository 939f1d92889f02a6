// Prefixes of URL paths, as Alias, ProxyPass and WSGIScriptAlias compare them.

/** The prefixes that match every URL which `path` matches, `path` itself included: whole segments, doubled slashes as one. */
export function coveringPaths(path: string): string[] {
  const collapsed = withSingleSlashes(path);
  const paths: string[] = [];
  for (let slash = collapsed.indexOf('/'); slash >= 0; slash = collapsed.indexOf('/', slash + 1)) {
    if (slash > 0) paths.push(collapsed.slice(0, slash));
    paths.push(collapsed.slice(0, slash + 1));
  }
  if (collapsed !== '' && !collapsed.endsWith('/')) paths.push(collapsed);
  return paths;
}

/** `path` with each run of slashes as one. */
export function withSingleSlashes(path: string): string {
  return path.includes('//') ? path.replace(/\/+/g, '/') : path;
}
