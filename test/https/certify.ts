// Does what the certificate command does, without an editor: asks the server, generates, edits the files.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type Generated,
  type GenerateRequest,
  generate,
  type Prompts,
} from '../../client/src/certificates/generate.ts';
import type { TlsHost } from '../../client/src/protocol.ts';
import { tlsHostAt } from '../../server/src/features/tls-host.ts';
import { wireCertificate } from '../../server/src/features/wire-certificate.ts';
import { Workspace } from '../../server/src/lsp/workspace.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import type { Tree } from './tree.ts';

type Facts = Pick<TlsHost, 'names' | 'certificateFile' | 'keyFile' | 'documentRoot' | 'mainFile'>;

/** What the command asks the language server about one host. */
export interface Server {
  host(): Promise<Facts>;
  /** The new texts of the files that change, by path. */
  wire(certificateFile: string, keyFile: string): Promise<Map<string, string>>;
}

export interface Certified extends Generated {
  /** The files that were edited, as seen from the root of the tree. */
  readonly edited: readonly string[];
}

export interface Choices {
  readonly tool?: Pick<GenerateRequest, 'tool' | 'environment'>;
  /** To files that exist already; the command asks nothing else here. */
  readonly existing?: 'overwrite';
}

/** Runs the command with the cursor behind `text` in `file`; undefined where files exist and nobody said to overwrite. */
export async function certify(
  tree: Tree,
  file: string,
  text: string,
  choices: Choices = {},
): Promise<Certified | undefined> {
  return certifyWith(featuresOf(path.join(tree.root, file), text), tree, file, choices);
}

/** The same with a server of the caller's. */
export async function certifyWith(
  server: Server,
  tree: Tree,
  file: string,
  choices: Choices = {},
): Promise<Certified | undefined> {
  const generated = await generate(
    requestOf(await server.host(), path.join(tree.root, file), choices),
    promptsOf(choices),
  );
  if (generated === undefined) return undefined;
  const texts = await server.wire(generated.certificateFile, generated.keyFile);
  for (const [changed, text] of texts) fs.writeFileSync(changed, text);
  return { ...generated, edited: [...texts.keys()].map((changed) => path.relative(tree.root, changed)).sort() };
}

/** mkcert with a root of its own in `folder`; no trust store of this machine is looked at. */
export function mkcertIn(folder: string): Pick<GenerateRequest, 'tool' | 'environment'> {
  const root = path.join(folder, 'mkcert');
  fs.mkdirSync(root, { recursive: true });
  const environment = { PATH: process.env.PATH, HOME: folder, CAROOT: root, TRUST_STORES: 'none', TMPDIR: os.tmpdir() };
  return { tool: 'mkcert', environment };
}

function requestOf(host: Facts, configurationFile: string, { tool }: Choices): GenerateRequest {
  const { certificateFile, keyFile, documentRoot, mainFile } = host;
  const place = {
    configurationFile,
    folder: '',
    ...(mainFile === undefined ? {} : { mainFile: fileURLToPath(mainFile) }),
    ...(documentRoot === undefined ? {} : { documentRoot }),
    ...(certificateFile?.path ? { certificateFile: certificateFile.path } : {}),
    ...(keyFile?.path ? { keyFile: keyFile.path } : {}),
  };
  const selfSigned = { tool: 'self-signed' as const, environment: {} };
  return { names: host.names, place, mkcertPath: '', algorithm: 'ec-p256', days: 397, ...(tool ?? selfSigned) };
}

function promptsOf({ existing }: Choices): Prompts {
  return {
    solve: async (problem) => {
      if (problem.kind !== 'exists') throw new Error(problem.message);
      return existing;
    },
  };
}

function featuresOf(file: string, text: string): Server {
  const open = new SourceFile(pathToFileURL(file).href, fs.readFileSync(file, 'utf8'));
  const workspace = new Workspace((uri) => (uri === open.uri ? open : undefined));
  const place = { file: open, configuration: workspace.configurationOf(open) };
  const offset = open.text.indexOf(text) + text.length;
  return {
    host: async () => {
      const host = tlsHostAt(place, offset);
      if (!host) throw new Error(`There is no host around ${text}.`);
      const { certificateFile, keyFile, documentRoot, mainFile } = host;
      const known = Object.entries({ certificateFile, keyFile, documentRoot, mainFile }).filter(([, value]) => value);
      return { names: host.names, ...Object.fromEntries(known) };
    },
    wire: async (certificate, key) => {
      const edits = wireCertificate(place, offset, certificate, key);
      if (!edits) throw new Error('The host cannot be edited.');
      const texts = new Map<string, string>();
      for (const { uri, span, text: added } of edits.toSorted((a, b) => b.span.start - a.span.start)) {
        const changed = fileURLToPath(uri);
        const before = texts.get(changed) ?? fs.readFileSync(changed, 'utf8');
        texts.set(changed, before.slice(0, span.start) + added + before.slice(span.end));
      }
      return texts;
    },
  };
}
