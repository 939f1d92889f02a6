// A node:test reporter that counts the tests of a whole run and writes `{ passed, failed, skipped }` as JSON.

/** Takes the events of a run; Node's own totals leave out skipped suites and let a file without a test pass. */
// biome-ignore lint/style/noDefaultExport: node:test takes a reporter from the default export.
export default async function* count(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    const outcome = outcomeOf(type, data);
    if (outcome) counts[outcome] += 1;
  }
  yield JSON.stringify(counts);
}

function outcomeOf(type, data) {
  if (type === 'test:fail') return isOwnFailure(data) ? 'failed' : undefined;
  if (type !== 'test:pass') return undefined;
  if (data.skip !== undefined || data.todo !== undefined) return 'skipped';
  if (data.details.type === 'suite') return undefined;
  // A file stands for itself only where it holds no test.
  return data.name === data.file ? 'failed' : 'passed';
}

/** A suite also fails when a test in it does, which has been counted by then. */
function isOwnFailure(data) {
  return data.details.error?.failureType !== 'subtestsFailed';
}
