// An encrypted private key, and nobody to ask for its pass phrase.
import { mainOf } from '../configuration/hosts.ts';
import { counting } from '../configuration/sure.ts';
import { hasTls, pairsOf } from '../configuration/tls.ts';
import { problemAt, type Rule } from './rule.ts';

export const encryptedKey: Rule = {
  id: 'encrypted-key',
  severity: 'warning',
  summary: 'the private key is encrypted and no program gives its pass phrase',
  *host(host, configuration) {
    if (!configuration.isWholeTree) return;
    const dialog = counting(mainOf(configuration), 'SSLPassPhraseDialog', configuration);
    if (dialog !== 'none') return;
    if (!hasTls(host, configuration)) return;
    for (const { certificate, key } of pairsOf(host, configuration) ?? []) {
      const holder = key ?? certificate;
      if (typeof holder.facts === 'string' || !holder.facts.keys[0]?.isEncrypted) continue;
      const message = `the key in ${holder.word.text} is encrypted: started as a service, Apache cannot ask for the pass phrase and fails with AH02578`;
      yield problemAt(encryptedKey, holder.visit, holder.word.span, message);
    }
  },
};
