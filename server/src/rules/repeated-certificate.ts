// Two certificates of one key type in one host: there is room for one.
import { hasTls, type NamedPem, pairsOf } from '../configuration/tls.ts';
import { problemAt, type Rule } from './rule.ts';

export const repeatedCertificate: Rule = {
  id: 'repeated-certificate',
  severity: 'warning',
  summary: 'a later certificate of the same key type takes the place of an earlier one',
  *host(host, configuration) {
    if (!hasTls(host, configuration)) return;
    const later = new Map<string, NamedPem>();
    for (const { certificate } of (pairsOf(host, configuration) ?? []).toReversed()) {
      const { facts, visit, word } = certificate;
      const [own] = typeof facts === 'string' ? [] : facts.certificates;
      if (!own) continue;
      const other = later.get(own.keyType);
      later.set(own.keyType, other ?? certificate);
      if (!other) continue;
      const message = `a host has room for one certificate of each key type: ${other.word.text} takes the place of this one, and its names are not served`;
      const related = [{ file: other.visit.file, span: other.word.span, message: 'this certificate is served' }];
      yield problemAt(repeatedCertificate, visit, word.span, message, { related });
    }
  },
};
