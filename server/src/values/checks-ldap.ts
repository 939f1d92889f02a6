// What mod_ldap and mod_authnz_ldap look up on disk while they read their lines.
import type { Visit } from '../configuration/visit.ts';
import type { Finding, ValueContext } from './kind.ts';
import { missing, stateOf } from './paths.ts';

/** All sorts of certificates but a nickname are files. */
export function* trustedCertificate(visit: Visit, context: ValueContext): Generator<Finding> {
  const [sort, file] = visit.words;
  if (!file || sort?.text.toUpperCase() === 'CERT_NICKNAME' || stateOf(file.text, context) !== 'missing') return;
  yield { ...missing(`there is no file ${file.text}: Apache refuses to start`), span: file.span };
}

/** Behind `exec:` comes a program that prints the password; it runs while Apache reads the line. */
export function* bindPassword(visit: Visit, context: ValueContext): Generator<Finding> {
  const [word] = visit.words;
  const program = /^exec:\s*(\S+)/.exec(word?.text ?? '')?.[1];
  if (!word || !program?.startsWith('/') || stateOf(program, context) !== 'missing') return;
  yield {
    ...missing(`there is no program ${program}, so the password is empty: Apache refuses to start`),
    span: word.inner,
  };
}
