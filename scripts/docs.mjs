// Writes docs/rules from the rules' own pages, and their ids into package.json: `npm run docs`; with --check it only tells what is out of step.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const target = path.join(root, 'docs/rules');
const manifest = path.join(root, 'package.json');
const { rules } = await tsImport('../server/src/rules/all.ts', import.meta.url);
const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What stands above the table. */
const heading = `# Rules

Each problem that the editor or \`apache-ls check\` reports carries the id of its rule.

- **error**: Apache refuses the configuration, or fails to start.
- **warning**: Apache starts, and something is broken, insecure or not what was meant.
- **information** and **hint**: it works, and there is a better way.

In the blocks of a page, \`CT\` marks what the configuration test (\`apachectl configtest\`) refuses, \`DIES\` what passes it and then fails to start, and \`SILENT\` what Apache takes without a word.
\`tree\` marks what is only told where the whole configuration is known, from the main file on.

A page says which of its fixes are safe: those mend what Apache refuses, and what is written can be meant in one way only.
The editor applies all safe fixes of a file at once with the code action \`source.fixAll.apache\`, on save for those who want it.

To silence a rule, write \`# apache-ls ignore-next-line ID\` above the line or \`# apache-ls ignore-file ID\` anywhere in the file, or set it to \`off\` in the setting \`apache.severity\`.
Several ids are separated by commas, and behind \`--\` may stand the reason.

| rule | severity | what it finds |
|---|---|---|`;

const wanted = new Map([['README.md', indexOf(sorted)], ...rules.map((rule) => [`${rule.id}.md`, pageOf(rule)])]);
const present = fs.existsSync(target) ? fs.readdirSync(target) : [];
const surplus = present.filter((name) => !wanted.has(name));
const manifestText = fs.readFileSync(manifest, 'utf8');
const wantedManifest = manifestWith(sorted);
const stale = [...wanted].filter(([name, text]) => textOf(name) !== text).map(([name]) => name);

if (process.argv.includes('--check')) {
  const files = [...stale, ...surplus].map((name) => `docs/rules/${name}`);
  if (manifestText !== wantedManifest) files.push('package.json');
  for (const name of files) console.error(`${name} is out of step; run npm run docs`);
  process.exitCode = files.length > 0 ? 1 : 0;
} else {
  fs.mkdirSync(target, { recursive: true });
  for (const name of surplus) fs.rmSync(path.join(target, name));
  for (const name of stale) fs.writeFileSync(path.join(target, name), wanted.get(name));
  if (manifestText !== wantedManifest) fs.writeFileSync(manifest, wantedManifest);
}

/** The manifest whose setting `apache.severity` completes the ids and marks those that do not exist. */
function manifestWith(all) {
  const content = JSON.parse(manifestText);
  const setting = content.contributes.configuration[0].properties['apache.severity'];
  setting.propertyNames = { enum: all.map(({ id }) => id), enumDescriptions: all.map(({ summary }) => summary) };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function textOf(name) {
  const file = path.join(target, name);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

function pageOf(rule) {
  return fs.readFileSync(path.join(root, 'server/src/rules', `${rule.id}.md`), 'utf8');
}

/** The rules by id, and how to silence one. */
function indexOf(all) {
  const rows = all.map(
    ({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${summary.replaceAll('|', '\\|')} |`,
  );
  return `${[heading, ...rows].join('\n')}\n`;
}
