// Proves the four output formats of `apache-ls check`.
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { needs } from '../support/programs.ts';
import { problems, program, run, samples } from './run.ts';

describe('--format json', () => {
  const rows = problems(['errors.conf']);
  const row = rows.find(({ code }) => code === 'invalid-value');

  test('prints the promised fields, in order', () => {
    const fields = ['file', 'line', 'column', 'endLine', 'endColumn', 'severity', 'code', 'message', 'url', 'fixes'];
    for (const each of rows) assert.deepEqual(Object.keys(each), fields);
  });

  test('counts lines and columns from 1', () => {
    assert.deepEqual(
      [row?.file, row?.line, row?.column, row?.endLine, row?.endColumn],
      [path.join(samples, 'errors.conf'), 3, 21, 3, 29],
    );
    assert.equal(row?.severity, 'error');
    assert.match(row?.message ?? '', /required/);
  });

  test('carries fixes with edits that have places of their own', () => {
    const [fix] = row?.fixes ?? [];
    const edit = { file: row?.file, line: 3, column: 21, endLine: 3, endColumn: 29, text: 'require' };
    assert.deepEqual(fix, { title: 'Change to require', preferred: true, edits: [edit] });
  });

  test('links to a page that is there', () => {
    for (const { url, code } of rows) {
      const page = fs.readFileSync(fileURLToPath(url), 'utf8');
      assert.ok(page.startsWith(`# ${code}\n`));
    }
  });

  test('orders by file and position, whatever the order of the arguments', () => {
    const both = problems(['warnings.conf', 'errors.conf']);
    assert.ok(both.some(({ file }) => file.endsWith('warnings.conf')));
    const keys = both.map(({ file, line, column }) => [file, line, column] as const);
    const sorted = keys.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1] || a[2] - b[2]));
    assert.deepEqual(keys, sorted);
  });

  test('prints an empty array where nothing is wrong', () => {
    assert.deepEqual(run(['check', '--format', 'json', 'clean.conf']), { status: 0, stdout: '[]\n', stderr: '' });
  });
});

describe('--format text', () => {
  test('is the default, a line for each problem and a count', () => {
    const { stdout } = run(['check', 'errors.conf']);
    const lines = stdout.trimEnd().split('\n');
    assert.match(lines.at(0) ?? '', /^errors\.conf:3:21: error: .+ \[invalid-value\]$/);
    assert.match(lines.at(1) ?? '', /^errors\.conf:4:5: error: .+ \[wrong-context\]$/);
    assert.equal(lines.at(-1), '2 problems, 2 errors.');
  });

  test('says so where nothing is wrong', () => {
    assert.equal(run(['check', 'clean.conf']).stdout, 'No problems.\n');
  });
});

describe('--format github', () => {
  test('prints one workflow command for each problem', () => {
    const lines = run(['check', '--format', 'github', 'errors.conf', 'warnings.conf']).stdout.trimEnd().split('\n');
    assert.match(
      lines[0] ?? '',
      /^::error file=errors\.conf,line=3,col=21,endLine=3,endColumn=29,title=invalid-value::'required'/,
    );
    assert.ok(lines.every((line) => /^::(error|warning|notice) file=[^,:]+,line=\d+,col=\d+,/.test(line)));
    assert.ok(lines.some((line) => line.startsWith('::warning file=warnings.conf,line=1,')));
  });
});

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly columnKind: string;
    readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly { readonly physicalLocation: PhysicalLocation }[];
    }[];
  }[];
}

interface PhysicalLocation {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
  readonly region: {
    readonly startLine: number;
    readonly startColumn: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
}

describe('--format sarif', () => {
  const log: SarifLog = JSON.parse(run(['check', '--format', 'sarif', 'errors.conf', 'warnings.conf']).stdout);
  const [only] = log.runs;

  test('is a log of one run', () => {
    assert.equal(log.version, '2.1.0');
    assert.equal(log.runs.length, 1);
    assert.equal(only?.columnKind, 'utf16CodeUnits');
    assert.equal(only?.tool.driver.name, 'apache-ls');
  });

  test('tells the same problems as json', () => {
    const rows = problems(['errors.conf', 'warnings.conf']);
    const seen = only?.results.map(({ ruleId, level, message, locations }) => {
      const place = locations[0]?.physicalLocation;
      return {
        ruleId,
        level,
        text: message.text,
        file: path.join(samples, place?.artifactLocation.uri ?? ''),
        ...place?.region,
      };
    });
    const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };
    const expected = rows.map(({ file, line, column, endLine, endColumn, severity, code, message }) => {
      const region = { startLine: line, startColumn: column, endLine, endColumn };
      return { ruleId: code, level: levels[severity], text: message, file, ...region };
    });
    assert.deepEqual(seen, expected);
  });

  test('names files as seen from the folder it ran in, where code scanning expects the repository', () => {
    const locations = only?.results.map(({ locations: [first] }) => first?.physicalLocation.artifactLocation) ?? [];
    assert.ok(locations.length > 0);
    for (const location of locations) assert.equal(location?.uriBaseId, '%SRCROOT%');
    const folder = only?.originalUriBaseIds['%SRCROOT%']?.uri ?? '';
    assert.equal(fileURLToPath(folder), `${samples}${path.sep}`);
  });

  test('each problem points at the description of its rule', () => {
    for (const { ruleId, ruleIndex } of only?.results ?? []) {
      assert.equal(only?.tool.driver.rules[ruleIndex]?.id, ruleId);
    }
  });

  test('describes each rule that it names, once', () => {
    const described = only?.tool.driver.rules.map(({ id }) => id) ?? [];
    const named = new Set(only?.results.map(({ ruleId }) => ruleId));
    assert.deepEqual(described.toSorted(), [...named].toSorted());
  });

  test('has one run without results where nothing is wrong', () => {
    const empty: SarifLog = JSON.parse(run(['check', '--format', 'sarif', 'clean.conf']).stdout);
    assert.deepEqual(empty.runs[0]?.results, []);
  });
});

describe('colours', () => {
  const { skip } = needs('python3');
  /** Python's pty gives a program a terminal. */
  const onTerminal = (environment: NodeJS.ProcessEnv) =>
    spawnSync(
      'python3',
      ['-c', 'import pty, sys; pty.spawn(sys.argv[1:])', process.execPath, program, 'check', 'errors.conf'],
      { cwd: samples, encoding: 'utf8', env: { PATH: process.env.PATH, TERM: 'xterm', ...environment } },
    ).stdout;

  test('are there on a terminal', { skip }, () => assert.ok(onTerminal({}).includes('\x1b[1;31merror\x1b[0m: ')));

  test('are not there where NO_COLOR is set', { skip }, () => {
    const output = onTerminal({ NO_COLOR: '1' });
    assert.match(output, /: error: /);
    assert.ok(!output.includes('\x1b['));
  });

  test('are not there in a file', () => assert.ok(!run(['check', 'errors.conf']).stdout.includes('\x1b[')));
});
