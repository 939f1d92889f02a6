// What mod_ssl checks across the arguments of a directive.
import type { Visit } from '../configuration/visit.ts';
import { declaredBefore } from './declarations.ts';
import { doubtful, type Finding, refused, type ValueContext } from './kind.ts';
import { opensslFileFindings } from './ssl.ts';

/** Protocols that today's OpenSSL has no more can only be taken away. */
export function* protocols(visit: Visit, context: ValueContext): Generator<Finding> {
  for (const word of visit.words) {
    if (/^\+?SSLv2$/i.test(word.text))
      yield refused('SSLv2 is no longer supported: Apache refuses to start', { span: word.span });
    if (/^\+?SSLv3$/i.test(word.text))
      yield machineDependent('the OpenSSL of today has no SSLv3: Apache refuses to start', context, {
        span: word.span,
      });
  }
}

export function* randomSeed(visit: Visit): Generator<Finding> {
  const [, source, bytes] = visit.words;
  if (bytes && source?.text.toLowerCase() === 'builtin')
    yield refused("a number of bytes is not allowed with 'builtin'", { span: bytes.span });
}

export function* compression(visit: Visit, context: ValueContext): Generator<Finding> {
  if (visit.words[0]?.text.toLowerCase() === 'on')
    yield machineDependent(
      'the OpenSSL of today has no compression, which the CRIME attack uses: Apache refuses to start',
      context,
    );
}

/** An OpenSSL of another machine may be built differently: only a complete tree is taken to belong to this one. */
function machineDependent(message: string, { configuration }: ValueContext, more: Partial<Finding> = {}): Finding {
  return configuration.isComplete ? refused(message, more) : doubtful(message, more);
}

/** It must not be turned on in one place and off in another. */
export function* fips(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  const value = visit.words[0]?.text.toLowerCase();
  const other = declaredBefore(configuration, 'sslfips', visit).find(
    (declaration) => declaration.name.toLowerCase() !== value,
  );
  if (other?.visit.certainty === 'certain')
    yield refused('SSLFIPS was given another value before: Apache refuses to start');
}

/** Commands that name a file or folder. */
export function* opensslFile(visit: Visit, context: ValueContext): Generator<Finding> {
  const [command, value] = visit.words;
  if (!command || !value) return;
  for (const finding of opensslFileFindings(command.text, { text: value.text, span: value.inner }, context))
    yield { ...finding, span: value.span };
}
