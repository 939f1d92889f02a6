// Sets V8 up for a program that runs for a second and ends.
import { setFlagsFromString } from 'node:v8';

/**
 * V8 of Node 20 optimises a function early, and most functions of a check are seen again with other objects right after:
 * a budget twice as large saves 6 to 8 % of the processor's time in a check of 10,000 or 100,000 lines.
 */
export function expectShortRun(): void {
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=250000');
}
