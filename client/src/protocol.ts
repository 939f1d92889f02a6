// The requests and the notification that the extension and its server exchange beyond the language server protocol.
import type { Position, Range, WorkspaceEdit } from 'vscode-languageclient';

/** A place in a document, as the protocol writes it. */
export interface PlaceParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** The path argument of a directive: with known variables replaced, and as an absolute path where that is known. */
export interface PathArgument {
  readonly value: string;
  readonly path: string | null;
}

/** Everything about the host at a place that a certificate for it depends on. */
export interface TlsHost {
  readonly uri: string;
  readonly range: Range;
  readonly kind: 'virtual-host' | 'server';
  /** ServerName and ServerAlias, ServerName first; for a host of plain HTTP also those of its twin for TLS. */
  readonly names: readonly string[];
  readonly serverName?: string;
  /** The arguments of the VirtualHost section; empty for the main server. */
  readonly addresses: readonly string[];
  /** SSLEngine is on, here or for the whole server. */
  readonly engine: boolean;
  /** Of the host, of the whole server, or of the twin for TLS. */
  readonly certificateFile?: PathArgument;
  readonly keyFile?: PathArgument;
  readonly documentRoot?: string;
  readonly wsgiScript?: string;
  /** null where the tree does not say. */
  readonly listens443: boolean | null;
  /** The URI of the main file, where the document is reached from one. */
  readonly mainFile?: string;
}

export interface WireCertificateParams extends PlaceParams {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** What the server is told when it starts. */
export interface InitializationOptions {
  /** The folder of the rule pages, for the links of the problems. */
  readonly rulePages: string;
  readonly trusted: boolean;
  /** The server may offer the command. */
  readonly generatesCertificates: true;
}

/** `apache/tlsHost`: PlaceParams → the host, or null where there is none. */
export type TlsHostResult = TlsHost | null;

/** `apache/wireCertificate`: WireCertificateParams → the edit, empty where nothing is to change, or null where the host cannot be edited. */
export type WireCertificateResult = WorkspaceEdit | null;

/** `apache/mainFile`: the URI of the main file that reaches a document, or null where it stands alone. */
export type MainFileResult = string | null;

export const MAIN_FILE = 'apache/mainFile';
export const TLS_HOST = 'apache/tlsHost';
export const WIRE_CERTIFICATE = 'apache/wireCertificate';

/** Sent without parameters when the user grants trust to the workspace. */
export const TRUSTED = 'apache/trusted';
