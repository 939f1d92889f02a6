// Checks that look at several arguments of one directive together, where a kind alone cannot tell.
import type { Visit } from '../configuration/visit.ts';
import type { Finding, ValueContext } from './kind.ts';
import type { Assignment } from './match.ts';

type Check = (visit: Visit, assignments: readonly Assignment[], context: ValueContext) => Iterable<Finding>;

/** By the directive's key. */
export const checks: Readonly<Record<string, Check>> = {};
