// What the core may ask about files; the answers come from outside, so the core does no input or output.
import type { SourceFile } from '../text/source-file.ts';

/** `empty-file` holds nothing to read, devices such as /dev/null among them; `unknown` means: not looked at (yet, or at all); rules then say nothing. */
export type PathState = 'file' | 'empty-file' | 'directory' | 'missing' | 'unknown';

/** A certificate as far as rules look at it. */
export interface CertificateFacts {
  /** DNS names and addresses of the subjectAltName extension. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
  /** A digest of the public key. */
  readonly publicKey: string;
  /** Such as `rsa` and `ec`: a host has room for one certificate of each. */
  readonly keyType: string;
  readonly subject: string;
  readonly issuer: string;
  /** It says by HTTP where its issuer's certificate is to be had, as those of public authorities do. */
  readonly hasIssuerUrl: boolean;
}

/** A private key; the key itself never leaves the reading of the file. */
export interface KeyFacts {
  /** A digest of its public key; not known of an encrypted one. */
  readonly publicKey: string | undefined;
  readonly isEncrypted: boolean;
}

/** What a PEM file holds, in the order in which it holds it. */
export interface PemFacts {
  readonly certificates: readonly CertificateFacts[];
  readonly keys: readonly KeyFacts[];
  /** What other parts there are, such as `CERTIFICATE REQUEST`. */
  readonly others: readonly string[];
  /** A part is cut off or damaged, so that OpenSSL cannot read it. */
  readonly isTorn: boolean;
  /** No text but DER or PKCS #12, which is another form of certificates and keys. */
  readonly isBinary: boolean;
  /** Every user of the machine can read it: by its own mode and by those of the folders above. */
  readonly isReadableByAll: boolean;
  /** When it was looked at, in milliseconds since 1970. */
  readonly lookedAt: number;
}

/** A view of the disk at one moment. Paths are absolute, with forward slashes. */
export interface Disk {
  /** Another number whenever the answers about folders, states and certificates may have changed. */
  readonly generation: number;
  /** The text of a file, `missing` where there is none, `unknown` where it was not looked at. */
  read(path: string): SourceFile | 'missing' | 'unknown';
  state(path: string): PathState;
  /** The names in a folder, sorted as httpd sorts them (strcmp). */
  list(path: string): readonly string[] | 'missing' | 'unknown';
  /** Only root may enter the folder, or one above it; false also where that is not known. */
  isClosed(path: string): boolean;
  /** The path behind all links; the path itself where it is not known. */
  realPath(path: string): string;
  /** The certificates and keys in a file; `unknown` also where some part of it could not be read. */
  pem(path: string): PemFacts | 'missing' | 'unknown';
}

/** A disk that knows nothing, for texts that stand alone. */
export const unknownDisk: Disk = {
  generation: 0,
  read: () => 'unknown',
  state: () => 'unknown',
  list: () => 'unknown',
  isClosed: () => false,
  realPath: (path) => path,
  pem: () => 'unknown',
};
