// Checks one configuration of a rule's page in the surroundings that its fence asks for.
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { unknownDisk } from '../../server/src/configuration/disk.ts';
import { type Configuration, evaluate } from '../../server/src/configuration/evaluate.ts';
import { check } from '../../server/src/rules/check.ts';
import type { Fix, Problem } from '../../server/src/rules/problem.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import { memoryDisk } from '../spec/memory-disk.ts';
import type { Sample } from './rule-pages.ts';
import { samplePem } from './sample-pems.ts';

/** The main file of a tree brings in the sample under this name. */
export const siteName = 'site.conf';

/** All problems in the text of `sample`. */
export function problemsOf(sample: Sample): readonly Problem[] {
  const { file, configuration } = sample.isTree ? treeOf(sample) : fragmentOf(sample);
  return check(configuration).filter((problem) => problem.file === file);
}

/** The text of `sample` after the edits of `fix`. */
export function textAfter(fix: Pick<Fix, 'edits'>, sample: Sample): string {
  const backwards = fix.edits.toSorted((a, b) => b.span.start - a.span.start);
  return backwards.reduce(
    (text, { span, text: insert }) => text.slice(0, span.start) + insert + text.slice(span.end),
    sample.text,
  );
}

interface Read {
  readonly file: SourceFile;
  readonly configuration: Configuration;
}

function settingsOf({ apacheVersion, modWsgiVersion }: Sample) {
  return { catalogue, apacheVersion, modWsgiVersion, defines: [], environment: {} };
}

function fragmentOf(sample: Sample): Read {
  const name = sample.isHtaccess ? '.htaccess' : 'fragment.conf';
  const file = new SourceFile(`file:///srv/www/${name}`, sample.text);
  const context = sample.isHtaccess ? 'htaccess' : 'server';
  const tree = sample.isUnread ? treeOf({ ...sample, text: '' }).configuration : undefined;
  return { file, configuration: evaluate({ file, isMain: false, context, tree }, settingsOf(sample), unknownDisk) };
}

function treeOf(sample: Sample): Read {
  const main = new SourceFile(
    'file:///etc/httpd/httpd.conf',
    `${loadModuleLines(sample.without)}Include ${siteName}\n`,
  );
  const file = new SourceFile(`file:///etc/httpd/${siteName}`, sample.text);
  const beside = Object.entries(sample.files).map(([name, text]) => new SourceFile(`file:///etc/httpd/${name}`, text));
  const disk = { ...memoryDisk([main, file, ...beside], '/etc/httpd'), pem: samplePem };
  return { file, configuration: evaluate({ file: main, isMain: true, context: 'server' }, settingsOf(sample), disk) };
}

/** Every module of the catalogue; of those that exclude each other, one. */
function loadModuleLines(without: string | undefined): string {
  const names = catalogue.modules.flatMap(({ identifier }) => (identifier ? [identifier] : []));
  const loadable = names.filter(
    (name) => name !== 'core_module' && name !== without && (!name.startsWith('mpm_') || name === 'mpm_event_module'),
  );
  return loadable.map((name) => `LoadModule ${name} modules/${name}.so\n`).join('');
}
