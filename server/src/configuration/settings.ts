// What the user told us: versions, defines, environment, further directives.
import type { Catalogue } from '../catalogue/catalogue.ts';

export interface Settings {
  readonly catalogue: Catalogue;
  /** Version of httpd, when known. */
  readonly apacheVersion?: string | undefined;
  /** Version of mod_wsgi, when known. */
  readonly modWsgiVersion?: string | undefined;
  /** Names that the server is started with, as by `-D NAME`. */
  readonly defines: readonly string[];
  /** Environment variables of the server process. */
  readonly environment: Readonly<Record<string, string>>;
}
