// The engines of OpenSSL that SSLCryptoDevice may name.
import type { Configuration } from '../configuration/evaluate.ts';
import { expandPattern } from '../configuration/wildcard.ts';
import { refused, type ValueKind } from './kind.ts';

/** The id of an engine. OpenSSL looks it up, in its folder of engines too, while Apache reads the line. */
export const cryptoDevice: ValueKind = {
  *check({ text }, { configuration }) {
    const isKnown = text.toLowerCase() === 'builtin' || engines.has(text.toLowerCase());
    if (isKnown || !configuration.isComplete || mayBeInstalled(text, configuration)) return;
    yield refused(`OpenSSL has no engine '${text}': Apache refuses to start. 'openssl engine' lists those it has`);
  },
};

/** Ids of engines that came with some OpenSSL, or that makers of hardware deliver. */
const engines: ReadonlySet<string> = new Set([
  ...['4758cca', 'aep', 'afalg', 'atalla', 'capi', 'ccgost', 'chil', 'cloudhsm', 'cryptodev', 'cswift', 'dasync'],
  ...['devcrypto', 'dynamic', 'e_gost_eng', 'gem', 'gmp', 'gost', 'ibmca', 'keyper', 'kmip', 'loader_attic', 'luna'],
  ...['lunaca3', 'nfast', 'nuron', 'ossltest', 'padlock', 'pkcs11', 'qat', 'qatengine', 'qathwtest', 'rdrand'],
  ...['rsax', 'sureware', 'tpm', 'tpm2', 'tpm2tss', 'ubsec', 'uadk_engine', 'zencod', 'hwcrhk', 'ncipher', 'pka'],
]);

/** A library of that name in a folder of engines, or a path. */
function mayBeInstalled(id: string, { disk }: Configuration): boolean {
  if (id === '' || /[/*?[\]]/.test(id)) return id !== '';
  return engineFolders.some((folder) => {
    const { paths, isIncomplete } = expandPattern(`${folder}/*engines*/*${id}.so`, disk, false);
    return isIncomplete || paths.length > 0;
  });
}

const engineFolders = [
  '/usr/lib',
  '/usr/lib64',
  '/usr/lib/*',
  '/usr/local/lib',
  '/usr/local/lib64',
  '/usr/local/ssl/lib',
];
