// Asks the client to watch what the answers were made from: editors watch files, servers need not.
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
} from 'vscode-languageserver/node';
import { uriOf } from '../configuration/paths.ts';
import type { Client } from './client.ts';

/** A main file or an included one may come into being anywhere in the workspace. */
const newFiles: FileSystemWatcher = { globPattern: '**/*.conf' };

export class WatchedFiles {
  readonly #connection: Connection;
  readonly #client: Readonly<Client>;
  #folders: ReadonlySet<string> | undefined;
  #registration: Promise<Disposable | undefined> = Promise.resolve(undefined);

  constructor(connection: Connection, client: Readonly<Client>) {
    this.#connection = connection;
    this.#client = client;
  }

  /** Watches the files in `folders` from now on, where the client can be asked to. */
  watch(folders: ReadonlySet<string>): void {
    if (!this.#client.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    const known = this.#folders;
    if (known === folders) return;
    if (known?.size === folders.size && [...folders].every((folder) => known.has(folder))) return;
    this.#folders = folders;
    const watchers = [newFiles, ...[...folders].map((folder) => this.#watcherOf(folder))];
    this.#registration = this.#replace(this.#registration, watchers);
  }

  #watcherOf(folder: string): FileSystemWatcher {
    const knowsBase = this.#client.capabilities.workspace?.didChangeWatchedFiles?.relativePatternSupport;
    return { globPattern: knowsBase ? { baseUri: uriOf(folder), pattern: '*' } : `${folder}/*` };
  }

  async #replace(before: Promise<Disposable | undefined>, watchers: FileSystemWatcher[]) {
    const old = await before;
    try {
      const registration = await this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
      old?.dispose();
      return registration;
    } catch (error) {
      this.#connection.console.warn(`files are not watched: ${error}`);
      return old;
    }
  }
}
