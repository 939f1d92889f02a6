// Ticks the steps of the walkthrough, also those that were done before it was first shown.
import { commands, type Disposable, window } from 'vscode';

/** The steps, by the conditions that package.json names. */
export type Step = 'configurationOpened' | 'documentationShown' | 'certificateGenerated';

const done = new Set<Step>();

/** Ticks a step once it was done. */
export function stepDone(step: Step): void {
  if (done.has(step)) return;
  done.add(step);
  tick(step);
}

/** The walkthrough is a tab, and whoever opens it is to find the steps ticked that were done by then. */
export function registerWalkthrough(): Disposable {
  return window.tabGroups.onDidChangeTabs(() => done.forEach(tick));
}

/**
 * A condition that holds for a moment: the editor ticks a step when its condition comes true, and never again in the
 * same window where it was true when the editor first looked at the walkthrough.
 */
function tick(step: Step): void {
  void commands.executeCommand('setContext', `apache.${step}`, true);
  void commands.executeCommand('setContext', `apache.${step}`, false);
}
