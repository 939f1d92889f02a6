// The shape of server/data: what is known about modules and directives.

/** Where a directive may stand, as a real httpd 2.4.71 accepted it. */
export type Context = 'server' | 'vhost' | 'directory' | 'location' | 'files' | 'if' | 'proxy' | 'limit';

/** A class of AllowOverride. */
export type Override = 'AuthConfig' | 'FileInfo' | 'Indexes' | 'Limit' | 'Options';

/** How httpd counts arguments (AP_INIT_* in http_config.h). */
export type Arity =
  | 'none'
  | 'flag'
  | 'take1'
  | 'take2'
  | 'take3'
  | 'take12'
  | 'take23'
  | 'take13'
  | 'take123'
  | 'iterate'
  | 'iterate2'
  | 'argv'
  | 'raw';

/** A `name=value` parameter of a directive. */
export interface ParameterData {
  readonly value: string;
  readonly default?: string | number;
  readonly since?: string;
  readonly removed?: string;
  readonly express?: string;
  readonly summary: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** One entry of a data file; server/data/README.md says what each field means. */
export interface DirectiveData {
  readonly arity: Arity;
  readonly contexts: readonly Context[];
  readonly overrides?: readonly Override[];
  readonly syntax: string;
  readonly 'location-syntax'?: string;
  readonly usual?: Readonly<Record<string, string>>;
  readonly 'extra-arguments'?: 'ignored';
  readonly default?: string | number;
  readonly since?: string;
  readonly removed?: string;
  readonly deprecated?: string;
  readonly 'deprecated-since'?: string;
  readonly absent?: boolean;
  readonly undocumented?: boolean;
  readonly summary: string;
  readonly notes?: string;
  readonly example?: string;
  readonly pitfalls?: readonly string[];
  readonly express?: string;
  readonly values?: Readonly<Record<string, string>>;
}

export interface ModuleData {
  readonly module: string;
  readonly identifier?: string;
  readonly source: string;
  readonly link: string;
  readonly summary: string;
  readonly 'exact-parameters'?: boolean;
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, ParameterData>>>>;
  readonly directives: Readonly<Record<string, DirectiveData>>;
}
