// Reads and checks certificates with the openssl program, for the tests of this folder.
import { execFileSync, spawnSync } from 'node:child_process';

/** What `openssl x509 -text` says of the certificate in `file`. */
export function textOf(file: string): string {
  return execFileSync('openssl', ['x509', '-in', file, '-noout', '-text'], { encoding: 'utf8' });
}

/** Whether `openssl verify` takes `file` for a TLS server, with `root` as the only anchor and `-x509_strict`. */
export function verifies(file: string, root: string, ...checks: string[]): boolean {
  const args = [
    'verify',
    '-x509_strict',
    '-no-CApath',
    '-no-CAstore',
    '-purpose',
    'sslserver',
    '-CAfile',
    root,
    ...checks,
    file,
  ];
  return spawnSync('openssl', args).status === 0;
}
