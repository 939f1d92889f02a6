// What `<Limit>` and `<LimitExcept>` leave of the methods, also inside each other (ap_limit_section in server/core.c).
import { scopesOf, type Visit } from '../configuration/visit.ts';
import { type Finding, refused, type ValueContext } from './kind.ts';
import { isLimitable } from './methods.ts';

export function* limitSection(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  const trace = visit.words.find((word) => word.text.toUpperCase() === 'TRACE');
  if (trace && visit.info?.key === '<limit')
    yield refused('TRACE cannot be limited here: TraceEnable does that', { span: trace.span });
  const { tree } = configuration.start;
  const unknown = tree && visit.words.find((word) => !word.text.includes('${') && !isLimitable(word.text, tree));
  if (unknown)
    yield refused(
      `a .htaccess file cannot add the method '${unknown.text}': Apache answers every request below with status 500`,
      { span: unknown.span },
    );
  yield* nestedLimit(visit);
}

/** Inside another such section it must take some of the methods away, and leave some. */
function* nestedLimit(visit: Visit): Generator<Finding> {
  const around = [...scopesOf(visit)].flatMap(({ context, section }) =>
    context === 'limit' && section ? [section] : [],
  );
  if (around.length === 0 || [visit, ...around].some((section) => section.hasUnknownVariable)) return;
  const all = new Set([visit, ...around].flatMap(methodsOf)).add(anyOther);
  const before = [...all].filter((method) => around.every((section) => takes(section, method)));
  const left = before.filter((method) => takes(visit, method));
  const span = visit.node.nameSpan;
  if (left.length === 0)
    yield refused(`<${visit.node.name}> leaves no method of those around it: Apache refuses to start`, { span });
  else if (left.length === before.length)
    yield refused(`<${visit.node.name}> limits nothing beyond the section around it: Apache refuses to start`, {
      span,
    });
}

/** Stands for the methods that are not named. */
const anyOther = '';

/** httpd takes HEAD for GET. */
function methodsOf({ words }: Visit): string[] {
  return words.map((word) => (word.text === 'HEAD' ? 'GET' : word.text));
}

function takes(section: Visit, method: string): boolean {
  return methodsOf(section).includes(method) !== (section.info?.key === '<limitexcept');
}
