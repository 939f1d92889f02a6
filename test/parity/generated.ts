// Makes cases from the data: every directive, in every place, with right and wrong arguments.
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import type { DirectiveInfo } from '../../server/src/catalogue/directive-info.ts';
import { contexts, inContext } from './cases.ts';
import { changedWords, sampleWords } from './samples.ts';

/** The cases by module, each a whole configuration; the same ones each time. */
export function generatedCases(): Map<string, string[]> {
  const cases = new Map<string, string[]>();
  for (const info of catalogue.directives()) {
    if (info.isSection || info.absent === true || info.since?.startsWith('6.') || aboutTheMachine.test(info.name))
      continue;
    const own = cases.get(info.module.module) ?? [];
    cases.set(info.module.module, [...own, ...new Set(casesOf(info))]);
  }
  return cases;
}

/** Directives whose verdict depends on the machine, or that change what all others mean. */
const aboutTheMachine =
  /^(?:LoadModule|LoadFile|Sec|MPM|Include|Listen$|User$|Group$|Chroot|CoreDump|LDAP.*(?:Cert|CA)|MD|Error$|ServerRoot|DefaultRuntimeDir|Mutex$)/i;

function* casesOf(info: DirectiveInfo): Generator<string> {
  const line = (words: readonly string[]) => [info.name, ...words].join(' ');
  const own = sampleWords(info);
  const [home = 'server', ...others] = info.contexts;
  yield inContext(line(own), home);
  yield inContext(line([]), home);
  yield inContext(line([...own, 'x', 'y', 'z']), home);
  const elsewhere = Object.keys(contexts).find((context) => !(info.contexts as readonly string[]).includes(context));
  if (elsewhere) yield inContext(line(own), elsewhere);
  if (others.length > 0) yield inContext(line(own), others.at(-1) ?? home);
  for (const words of changedWords(info)) if (isTyped.test(info.name)) yield inContext(line(words), home);
}

/** The families whose arguments are known to the last word. */
const isTyped = /^(?:WSGI|SSL|Proxy|Balancer)/;
