// Measures the budgets with the program as it is packed, and writes docs/performance.md: `npm run bench`.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createSandbox } from '../support/apache.ts';
import { parseTimes, problemTimes, typingTimes } from './core.ts';
import type { Times } from './measure.ts';
import { activationTimes, apacheTimes, checkMemory, checkTimes, startTimes } from './processes.ts';
import { writeTree } from './trees.ts';

interface Row {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  /** Undefined where it could not be measured. */
  readonly isMet: boolean | undefined;
}

async function main(): Promise<void> {
  const load = os.loadavg()[0] ?? 0;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'apache-bench-'));
  const sandbox = await createSandbox();
  try {
    const head = `Include "${sandbox.folder}/base.conf"\n`;
    const rows = [
      ...parseRows(),
      ...checkRows(folder, head),
      ...typingRows(folder, head),
      startRow(await startTimes(15)),
      activationRow(),
    ];
    for (const row of rows) tell(row);
    if (load > os.cpus().length / 2)
      console.log(`docs/performance.md is left as it is: other programs were busy (load ${load.toFixed(1)})`);
    else fs.writeFileSync(path.join(process.cwd(), 'docs/performance.md'), page(rows));
  } finally {
    sandbox.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function parseRows(): Row[] {
  const [half, whole, double] = [50_000, 100_000, 200_000].map((lines) => parseTimes(lines).median);
  if (half === undefined || whole === undefined || double === undefined) return [];
  const growth = double / half;
  return [
    { what: 'parse 100,000 lines', target: 'under 150 ms', measured: milliseconds(whole), isMet: whole < 150 },
    {
      what: 'parse 200,000 lines against 50,000',
      target: 'about 4 ×, linear',
      measured: `${growth.toFixed(1)} ×`,
      isMet: growth < 5,
    },
  ];
}

function checkRows(folder: string, head: string): Row[] {
  const rows: Row[] = [];
  for (const [lines, target, rounds] of [
    [10_000, 5, 10],
    [100_000, 3, 15],
    [1_000_000, 1, 2],
  ] as const) {
    const tree = writeTree(path.join(folder, String(lines)), head, { files: lines / 400, lines });
    const apache = apacheTimes(tree, rounds).median;
    const own = checkTimes(tree, rounds).median;
    const measured = `${(own / apache).toFixed(1)} × (${milliseconds(own)} against ${milliseconds(apache)})`;
    rows.push({
      what: `check a tree of ${lines.toLocaleString('en')} lines, whole process, against \`apache2 -t\``,
      target: `at most ${target} ×`,
      measured,
      isMet: own / apache <= target,
    });
  }
  return [...rows, memoryRow(folder, head)];
}

function memoryRow(folder: string, head: string): Row {
  const tree = writeTree(path.join(folder, 'million'), head, { files: 10_000, lines: 1_000_000 });
  const memory = checkMemory(tree);
  return {
    what: 'memory of a check of 1,000,000 lines in 10,000 files',
    target: 'under 400 MiB',
    measured: `${Math.round(memory)} MiB`,
    isMet: memory < 400,
  };
}

function typingRows(folder: string, head: string): Row[] {
  const treeOf = (files: number) => writeTree(path.join(folder, `typing${files}`), head, { files, lines: files * 40 });
  const times = typingTimes(treeOf(1_000));
  const growth = problemTimes(treeOf(4_000)).median / times.problems.median;
  const row = (what: string, { median, p99 }: Times, limit: number): Row => ({
    what,
    target: `99 % under ${limit} ms`,
    measured: `${milliseconds(p99)} (median ${milliseconds(median)})`,
    isMet: p99 < limit,
  });
  return [
    row('keystroke to problems, 10,000-line file in a tree of 1,000 files', times.problems, 16),
    {
      what: 'keystroke to problems in a tree of 4,000 files against 1,000',
      target: 'about 1 ×',
      measured: `${growth.toFixed(1)} ×`,
      isMet: growth < 1.5,
    },
    row('completion there', times.completion, 5),
    row('completion right after a keystroke there', times.completionAfterEdit, 5),
    row('hover there', times.hover, 5),
  ];
}

function startRow({ median }: Times): Row {
  return {
    what: 'start of the server to its first answer',
    target: 'under 150 ms',
    measured: milliseconds(median),
    isMet: median < 150,
  };
}

function activationRow(): Row {
  const row = { what: 'activation of the extension, as VS Code reports it', target: 'under 50 ms' };
  const times = activationTimes(5);
  if (times === undefined) return { ...row, measured: 'not measured: no VS Code here', isMet: undefined };
  return { ...row, measured: milliseconds(times.median), isMet: times.median < 50 };
}

function tell({ what, target, measured, isMet }: Row): void {
  const verdict = isMet === undefined ? '      ' : isMet ? 'met   ' : 'MISSED';
  console.log(`${verdict} ${what}: ${measured} (target: ${target})`);
}

function milliseconds(time: number): string {
  return `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
}

function page(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, target, measured, isMet }) => `| ${what} | ${target} | ${measured} | ${yesOrNo(isMet)} |`,
  );
  return `# Performance

Written by \`npm run bench\`, which measures every figure anew; do not edit this page by hand.
Medians after a warm-up, on ${os.cpus().length} cores (${os.cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.

| what | target | measured | met |
|---|---|---|---|
${lines.join('\n')}

A tree is one main file that includes files of hosts; each host has 40 lines of WSGI, SSL, proxy and access directives.
Comparisons with \`apache2 -t\` are made in the same run, on the same tree, with all packaged modules loaded.
The extension is activated by opening a configuration once the start of the editor is over; the time is the sum of loading its code, calling it and waiting for it.
`;
}

function yesOrNo(isMet: boolean | undefined): string {
  if (isMet === undefined) return '';
  return isMet ? 'yes' : 'no';
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
