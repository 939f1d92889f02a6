// Says in words how to get mkcert and how to make a certificate trusted on the system at hand.
import * as fs from 'node:fs';

/** What the advice depends on. */
export interface System {
  readonly platform: NodeJS.Platform;
  /** ID and ID_LIKE of /etc/os-release; empty elsewhere. */
  readonly families: readonly string[];
}

/** The system that this program runs on. */
export function thisSystem(): System {
  return { platform: process.platform, families: process.platform === 'linux' ? readFamilies() : [] };
}

/** The families in the text of an os-release file, its own name first. */
export function familiesOf(osRelease: string): string[] {
  const value = (key: string) => new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(osRelease)?.[1] ?? '';
  return `${value('ID')} ${value('ID_LIKE')}`.split(/\s+/).filter((family) => family !== '');
}

/** The commands that install mkcert, most usual first, or mkcert's own page where the system is not known. */
export function howToGetMkcert(system: System): string[] {
  if (system.platform === 'darwin') return ['brew install mkcert nss'];
  if (system.platform === 'win32') {
    return [
      'winget install FiloSottile.mkcert',
      'choco install mkcert',
      'scoop bucket add extras; scoop install mkcert',
    ];
  }
  if (isOf(system, 'debian', 'ubuntu')) return ['sudo apt install mkcert libnss3-tools'];
  if (isOf(system, 'fedora', 'rhel', 'centos')) return ['sudo dnf install mkcert nss-tools'];
  if (isOf(system, 'arch')) return ['sudo pacman -S mkcert nss'];
  return ['https://github.com/FiloSottile/mkcert#installation'];
}

/** One line of advice: who is to trust the certificate, and the command that does it, if it is a command. */
export interface TrustStep {
  readonly who: string;
  readonly how: string;
}

/** What makes this system trust the self-signed certificate in `file`. */
export function howToTrust(system: System, file: string): TrustStep[] {
  const firefox = { who: 'Firefox', how: 'open the page once and choose Advanced, then Accept the Risk and Continue' };
  const test = { who: 'A quick test', how: `curl --cacert ${quoted(file)} https://localhost/` };
  if (system.platform === 'darwin') {
    const how = `security add-trusted-cert -p ssl -k ~/Library/Keychains/login.keychain-db ${quoted(file)}`;
    return [{ who: 'Safari, Chrome and the system', how }, firefox, test];
  }
  if (system.platform === 'win32') {
    return [{ who: 'Edge, Chrome and the system', how: `certutil -user -addstore Root "${file}"` }, firefox];
  }
  return [...chromeOnLinux(system, file), firefox, ...systemOfDebian(system, file), test];
}

function readFamilies(): string[] {
  try {
    return familiesOf(fs.readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return [];
  }
}

function isOf(system: System, ...families: string[]): boolean {
  return system.families.some((family) => families.includes(family));
}

/** The flag P trusts this one certificate as a server's, and nothing that it might sign. */
function chromeOnLinux(system: System, file: string): TrustStep[] {
  const tools = isOf(system, 'debian', 'ubuntu') ? 'libnss3-tools' : isOf(system, 'arch') ? 'nss' : 'nss-tools';
  const name = quoted(file.slice(file.lastIndexOf('/') + 1));
  const how = `certutil -d sql:$HOME/.pki/nssdb -A -t P,, -n ${name} -i ${quoted(file)}`;
  return [{ who: `Chrome and Chromium (certutil is in ${tools})`, how }];
}

/** Fedora's and Arch's update-ca-trust leave out certificates that are no authorities. */
function systemOfDebian(system: System, file: string): TrustStep[] {
  if (!isOf(system, 'debian', 'ubuntu')) return [];
  const how = `sudo cp ${quoted(file)} /usr/local/share/ca-certificates/ && sudo update-ca-certificates`;
  return [{ who: 'curl, Python and other programs', how }];
}

/** For a POSIX shell, as text that the user copies; nothing here is run. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
