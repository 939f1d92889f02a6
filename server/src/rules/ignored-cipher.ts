// Entries of a cipher list that OpenSSL passes over without a word.
import type { Visit } from '../configuration/visit.ts';
import { nearest } from '../text/nearest.ts';
import { cipherListOf, isNonName, isTls13Suite } from './cipher-list.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const ignoredCipher: Rule = {
  id: 'ignored-cipher',
  severity: 'warning',
  summary: 'OpenSSL passes over an entry of the cipher list',
  directives: ['SSLCipherSuite', 'SSLProxyCipherSuite'],
  *line(visit) {
    yield* problemsOf(visit);
  },
};

function* problemsOf(visit: Visit): Generator<Problem> {
  for (const { text, span } of cipherListOf(visit)?.entries ?? []) {
    if (isTls13Suite(text)) {
      const message = `${text} is a suite of TLS 1.3 and has no effect here; those stand behind ${visit.node.name} TLSv1.3`;
      yield problemAt(ignoredCipher, visit, span, message, { severity: 'information' });
    } else if (isNonName(text)) {
      const near = nearest(text, common);
      const message = `OpenSSL has no cipher called ${text} and passes over it${near ? `; did you mean ${near}?` : ''}`;
      const fixes = near && !visit.use ? [replaceFix(`Change to ${near}`, visit.file, span, near)] : [];
      yield problemAt(ignoredCipher, visit, span, message, { fixes });
    }
  }
}

/** What a misspelt entry was probably meant to be. */
const common = ['ECDHE-ECDSA', 'ECDHE-RSA', 'DHE-RSA']
  .flatMap((exchange) =>
    [
      'AES128-GCM-SHA256',
      'AES256-GCM-SHA384',
      'CHACHA20-POLY1305',
      'AES128-SHA256',
      'AES256-SHA384',
      'AES128-SHA',
      'AES256-SHA',
    ].map((cipher) => `${exchange}-${cipher}`),
  )
  .concat('HIGH', 'MEDIUM', 'DEFAULT', 'ALL', 'EECDH+AESGCM', 'EDH+AESGCM', 'AES128-SHA', 'AES256-SHA');
