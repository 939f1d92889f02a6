// What may be wanted at the cursor although nothing is wrong: changes that only the author can decide on.
import { allDirectivesOf, hostOf, mainOf } from '../configuration/hosts.ts';
import type { Edit } from '../rules/problem.ts';
import { insertAfter } from '../rules/whole-lines.ts';
import { nodeAt, type Place, visitOf } from './cursor.ts';

export interface Refactoring {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** The changes to offer at `offset`. */
export function refactorings(place: Place, offset: number): Refactoring[] {
  return passAuthorization(place, offset);
}

/** An application that asks for passwords or tokens itself gets no Authorization header unless it is passed on. */
function passAuthorization(place: Place, offset: number): Refactoring[] {
  const { configuration, file } = place;
  const node = nodeAt(file, offset);
  const visit = node && /^wsgiscriptalias(?:match)?$/i.test(node.name) ? visitOf(configuration, node) : undefined;
  if (!visit || visit.use) return [];
  const owners = [hostOf(visit, configuration), mainOf(configuration)];
  if (owners.some((owner) => allDirectivesOf(owner, 'WSGIPassAuthorization').length > 0)) return [];
  const line = 'WSGIPassAuthorization On';
  return [{ title: `Pass the Authorization header on (${line})`, edits: [insertAfter(visit, line)] }];
}
