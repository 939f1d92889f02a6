// Generates a certificate for a host: names, tool, place, files. Knows no editor; what it has to ask, it asks `Prompts`.
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { type IgnoreLine, missingIgnoreLine } from './gitignore.ts';
import { findMkcert, type MkcertRoot, mkcertPair, mkcertRoot } from './mkcert.ts';
import { type CertificateNames, certificateNames, type LeftOutName } from './names.ts';
import { isBelow, numbered, type PlaceRequest, placesFor } from './place.ts';
import { type KeyAlgorithm, type PemPair, selfSigned } from './self-signed.ts';
import { howToGetMkcert, thisSystem } from './trust.ts';
import { type PairPlace, replacePair, writeNewPair } from './write.ts';

export interface GenerateRequest {
  /** ServerName and ServerAlias as written. */
  readonly names: readonly string[];
  readonly place: Omit<PlaceRequest, 'name'>;
  /** `auto` is mkcert where there is one, else self-signed. */
  readonly tool: 'auto' | 'self-signed' | 'mkcert';
  readonly mkcertPath: string;
  readonly algorithm: KeyAlgorithm;
  /** For a self-signed certificate; mkcert has a term of its own. */
  readonly days: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

/** Why the preferred place cannot be taken as it is. */
export type PlaceProblem =
  | { readonly kind: 'exists'; readonly files: readonly string[] }
  | { readonly kind: 'not-writable'; readonly folder: string; readonly message: string };

/** The questions that may come up; none does where the defaults serve. */
export interface Prompts {
  /** `elsewhere` goes on to the next place; undefined gives up. Only existing files can be overwritten. */
  solve(problem: PlaceProblem): Promise<'overwrite' | 'elsewhere' | undefined>;
}

/** mkcert as it was used for a certificate. */
export interface UsedMkcert {
  readonly program: string;
  readonly root: MkcertRoot;
  readonly storesWithoutRoot: readonly string[];
}

export interface Generated extends PairPlace {
  readonly names: CertificateNames['names'];
  readonly leftOut: readonly LeftOutName[];
  /** undefined for a self-signed certificate. */
  readonly mkcert?: UsedMkcert;
  /** The line that .gitignore lacks. */
  readonly ignoreLine: IgnoreLine | null;
  /** The key is where Apache hands out files. */
  readonly isServed: boolean;
}

interface Made {
  readonly pair: PemPair;
  readonly mkcert?: UsedMkcert;
}

/**
 * Makes the certificate and writes it; undefined where the user gave up. Fails, and writes nothing, with a message for
 * the user where mkcert is wanted and missing or fails, or where no place can be written.
 */
export async function generate(request: GenerateRequest, prompts: Prompts): Promise<Generated | undefined> {
  const names = certificateNames(request.names);
  const made = await make(request, names);
  const places = placesFor({ ...request.place, name: names.names[0]?.value ?? 'localhost' });
  const place = await writeSomewhere(places, made.pair, prompts);
  if (place === undefined) return undefined;
  return {
    ...place,
    names: names.names,
    leftOut: names.leftOut,
    ...(made.mkcert === undefined ? {} : { mkcert: made.mkcert }),
    ignoreLine: await missingIgnoreLine(place.keyFile),
    isServed: isBelow(place.keyFile, request.place.documentRoot),
  };
}

async function make(request: GenerateRequest, names: CertificateNames): Promise<Made> {
  const { algorithm, days, environment } = request;
  const program = request.tool === 'self-signed' ? undefined : findMkcertFor(request);
  if (program === undefined) return { pair: await selfSigned({ names, algorithm, days, now: new Date() }) };
  const run = { program, environment, ...(request.signal === undefined ? {} : { signal: request.signal }) };
  const pair = await mkcertPair(run, names.names, algorithm);
  const root = await mkcertRoot(run);
  return { pair, mkcert: { program, root, storesWithoutRoot: pair.storesWithoutRoot } };
}

function findMkcertFor(request: GenerateRequest): string | undefined {
  const { mkcertPath: configured, environment, tool } = request;
  const program = findMkcert({ configured, environment, platform: process.platform });
  if (program === undefined && tool === 'mkcert') {
    throw new Error(`mkcert is not on the PATH. To get it: ${howToGetMkcert(thisSystem()).join(', or ')}`);
  }
  return program;
}

async function writeSomewhere(places: PairPlace[], pair: PemPair, prompts: Prompts): Promise<PairPlace | undefined> {
  const [place, ...others] = places;
  if (place === undefined) throw new Error('There is no folder left to write the certificate to.');
  const problem = await writeOrSay(place, pair);
  if (problem === undefined) return place;
  const answer = await prompts.solve(problem);
  if (answer === undefined) return undefined;
  if (answer === 'elsewhere')
    return writeSomewhere(others.length > 0 ? others : await freeName(place, problem), pair, prompts);
  if (problem.kind === 'exists') await replacePair(place, pair);
  else throw new Error(problem.message);
  return place;
}

/** The next number that no file has; a folder that cannot be written has none. */
async function freeName(place: PairPlace, problem: PlaceProblem): Promise<PairPlace[]> {
  if (problem.kind !== 'exists') throw new Error(problem.message);
  for (let number = 2; ; number += 1) {
    const candidate = numbered(place, number);
    if ((await existing(candidate)).length === 0) return [candidate];
  }
}

async function writeOrSay(place: PairPlace, pair: PemPair): Promise<PlaceProblem | undefined> {
  const files = await existing(place);
  if (files.length > 0) return { kind: 'exists', files };
  try {
    await writeNewPair(place, pair);
    return undefined;
  } catch (error) {
    return problemOf(error, place);
  }
}

async function existing(place: PairPlace): Promise<string[]> {
  const found = [];
  for (const file of [place.certificateFile, place.keyFile]) {
    // A link that leads nowhere exists all the same.
    const status = await fs.lstat(file).catch(() => undefined);
    if (status !== undefined) found.push(file);
  }
  return found;
}

function problemOf(error: unknown, place: PairPlace): PlaceProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const refusals: unknown[] = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST'];
  if (!(error instanceof Error) || !refusals.includes(code)) throw error;
  const folder = path.dirname(place.keyFile);
  return { kind: 'not-writable', folder, message: `The certificate cannot be written: ${error.message}` };
}
