// Reads the catalogue's data files for the tests that look at them.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { DirectiveData, ModuleData, ParameterData } from '../../server/src/catalogue/types.ts';

const folder = path.join(process.cwd(), 'server/data');

export interface DataFile {
  readonly name: string;
  readonly module: ModuleData;
}

let known: readonly DataFile[] | undefined;

/** Every data file, in the order of names; fails where one is not well-formed YAML or names a key twice. */
export function dataFiles(): readonly DataFile[] {
  known ??= readDataFiles();
  return known;
}

function readDataFiles(): readonly DataFile[] {
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => ({ name, module: parse(fs.readFileSync(path.join(folder, name), 'utf8')) }));
}

/** The JSON Schema of a data file. */
export function readSchema(): object {
  return JSON.parse(fs.readFileSync(path.join(folder, 'schema.json'), 'utf8'));
}

export interface NamedDirective {
  /** As written in the file: `ServerName`, `<Proxy>`. */
  readonly name: string;
  readonly data: DirectiveData;
  readonly module: ModuleData;
}

/** The directives of all files. */
export function allDirectives(): readonly NamedDirective[] {
  return dataFiles().flatMap(({ module }) =>
    Object.entries(module.directives).map(([name, data]) => ({ name, data, module })),
  );
}

export interface NamedParameter {
  /** `daemon.threads` */
  readonly name: string;
  readonly data: ParameterData;
}

/** The parameters of all groups. */
export function allParameters(): readonly NamedParameter[] {
  return dataFiles().flatMap(({ module }) =>
    Object.entries(module.parameters ?? {}).flatMap(([group, parameters]) =>
      Object.entries(parameters).map(([name, data]) => ({ name: `${group}.${name}`, data })),
    ),
  );
}

/** Says whether a directive belongs to the families that are documented in full. */
export function isDocumentedInFull({ name }: Pick<NamedDirective, 'name'>): boolean {
  return /^<?(?:WSGI|SSL|Proxy|Balancer)/.test(name);
}
