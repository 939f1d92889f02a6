// A private key that every user of the machine can read.
import { pairsOf } from '../configuration/tls.ts';
import { problemAt, type Rule } from './rule.ts';

export const readablePrivateKey: Rule = {
  id: 'readable-private-key',
  severity: 'warning',
  summary: 'every user of the machine can read the private key',
  *host(host, configuration) {
    for (const { certificate, key } of pairsOf(host, configuration) ?? []) {
      const holder = key ?? certificate;
      const { facts } = holder;
      if (typeof facts === 'string' || !facts.isReadableByAll || !facts.keys.some((each) => !each.isEncrypted))
        continue;
      const message = `every user of this machine can read the private key in ${holder.word.text}; Apache reads it as root, so mode 0600 is enough`;
      yield problemAt(readablePrivateKey, holder.visit, holder.word.span, message);
    }
  },
};
