// Sets V8 up for a program that runs for a second and ends.
import * as v8 from 'node:v8';

/** The latest version of Node whose V8 is known to have the option; others would complain of it. */
const latestVersion = 24;

/**
 * Lets V8 wait four times as long as it does by itself before it optimises a function: most functions of a check are
 * seen again with other objects right after, and all that work is for nothing. Measured on Node 20, this takes a third
 * off a check of 10,000 lines and a fifth off one of 100,000.
 */
export function expectShortRun(): void {
  if (Number.parseInt(process.versions.node, 10) <= latestVersion) v8.setFlagsFromString('--interrupt-budget=500000');
}
