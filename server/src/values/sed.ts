// Scripts of sed in InputSed and OutputSed.
import type { Visit } from '../configuration/visit.ts';
import { declaredBefore } from './declarations.ts';
import { doubtful, partOf, refused, type ValueContext, type ValueKind } from './kind.ts';
import { compileSed, isPassedOver, type SedState } from './sed-script.ts';

/** A script, which goes on where those before it in the same section end. */
export const sedCommand: ValueKind = {
  *check(value, context) {
    const { text } = value;
    if (text === '') return yield refused('a sed command is missing');
    const state = stateBefore(context);
    const mistake = state && compileSed(text, state);
    const tell = mistake?.isEndless ? doubtful : refused;
    if (mistake) yield tell(mistake.message, { span: partOf(value, mistake.from, mistake.to) });
    else if (isPassedOver(text)) yield doubtful('the script is too long or ends in a backslash: Apache passes over it');
  },
};

/** What the scripts before this one leave behind; undefined where one of them is not known. */
function stateBefore({ visit, configuration }: ValueContext): SedState | undefined {
  const state: SedState = { labels: new Set(), depth: 0, hasPattern: false };
  const before = declaredBefore(configuration, visit.info?.key ?? '', visit).filter((declaration) =>
    isInSameSection(declaration.visit, visit),
  );
  if (before.some(({ visit: { certainty, hasUnknownVariable } }) => certainty === 'possible' || hasUnknownVariable))
    return undefined;
  for (const { name } of before) compileSed(name, state);
  return state;
}

function isInSameSection(one: Visit, other: Visit): boolean {
  return one.scope === other.scope;
}
