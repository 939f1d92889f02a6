// Makes cases from the data: every directive, in every place, with right and wrong arguments.
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import type { DirectiveInfo } from '../../server/src/catalogue/directive-info.ts';
import { contexts, inContext } from './cases.ts';
import { changedWords, sampleWords } from './samples.ts';

/** The cases by module, each a whole configuration; the same ones each time. */
export function generatedCases(): Map<string, string[]> {
  const cases = new Map<string, string[]>();
  for (const info of catalogue.directives()) {
    if (isLeftOut(info)) continue;
    const own = cases.get(info.module.module) ?? [];
    cases.set(info.module.module, [...own, ...new Set(casesOf(info))]);
  }
  return cases;
}

function isLeftOut(info: DirectiveInfo): boolean {
  const isElsewhere = info.absent === true || info.since?.startsWith('6.') === true;
  return info.isSection || isElsewhere || aboutTheMachine.test(info.name) || aboutOthers.test(info.name);
}

/** Directives whose verdict depends on the machine, or that change what all others mean. */
const aboutTheMachine =
  /^(?:LoadModule|LoadFile|Sec|MPM|Include|Listen$|User$|Group$|Suexec|Chroot|CoreDump|LDAP.*(?:Cert|CA)|MD|Error$|ServerRoot|DefaultRuntimeDir|Mutex$)/i;

/** Directives whose names are looked up elsewhere (drivers, hosts in the DNS, lists in files), or that crash this Apache (mod_lua). */
const aboutOthers = /^(?:Lua|(?:DBDriver|ProxySourceAddress|RemoteIP(?:Internal|Trusted)Proxy(?:List)?)$)/;

function* casesOf(info: DirectiveInfo): Generator<string> {
  const line = (words: readonly string[]) => [info.name, ...words].join(' ');
  const own = sampleWords(info);
  const [home = 'server'] = info.contexts;
  yield inContext(line(own), home);
  yield inContext(line([...own, 'x', 'y', 'z']), home);
  const elsewhere = Object.keys(contexts).find((context) => !(info.contexts as readonly string[]).includes(context));
  if (elsewhere) yield inContext(line(own), elsewhere);
  for (const words of changedWords(info)) if (isTyped.test(info.name)) yield inContext(line(words), home);
}

/** The families whose arguments are known to the last word. */
const isTyped = /^(?:WSGI|SSL|Proxy|Balancer)/;

/** One line for each directive, as a .htaccess file may hold it, rightly or not; the macros are those of the tree. */
export function htaccessLines(): string[] {
  return [...catalogue.directives()]
    .filter((info) => !isLeftOut(info) && !/^(?:Use|UndefMacro|ProxyHC.*|M..SpareServers)$/.test(info.name))
    .map((info) => [info.name, ...sampleWords(info)].join(' '));
}
