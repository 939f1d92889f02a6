// Writes the mod_wsgi-express command line that serves an application with a given certificate.
import type { TlsHost } from './protocol.ts';

/** What the command line is made from. */
export interface ExpressCommand {
  readonly host: Pick<TlsHost, 'names' | 'serverName' | 'wsgiScript'>;
  readonly certificateFile: string;
  readonly keyFile: string;
}

/**
 * One line for a POSIX shell. `--server-name` is always there, because without it mod_wsgi-express answers HTTPS
 * requests with 403; `--https-port` is 8443, a port that needs no root.
 */
export function expressCommand({ host, certificateFile, keyFile }: ExpressCommand): string {
  const [name = 'localhost', ...aliases] = hostNames(host);
  const words = [
    ...['mod_wsgi-express', 'start-server', host.wsgiScript ?? 'app.wsgi'],
    ...['--https-port', '8443', '--https-only', '--server-name', name],
    ...aliases.flatMap((alias) => ['--server-alias', alias]),
    ...['--ssl-certificate-file', certificateFile, '--ssl-certificate-key-file', keyFile],
  ];
  return words.map(quoted).join(' ');
}

/** ServerName without its scheme and port; a pattern or an unknown value can only be an alias or nothing. */
function hostNames(host: ExpressCommand['host']): string[] {
  const written = host.serverName === undefined ? host.names : [host.serverName, ...host.names];
  const bare = written.map((name) => name.replace(/^[a-z]+:\/\//i, '').replace(/:\d+$/, ''));
  const known = [...new Set(bare)].filter((name) => name !== '' && !/[${}]/.test(name));
  const first = known.find((name) => !/[*?]/.test(name)) ?? 'localhost';
  return [first, ...known.filter((name) => name !== first)];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
