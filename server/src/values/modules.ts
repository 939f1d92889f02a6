// Names of modules and variables, versions, and the tests of <IfModule>, <IfDefine> and <IfVersion>.
import { type Candidate, doubtful, refused, type ValueContext, type ValueKind } from './kind.ts';

/** `xxx_module` */
export const moduleIdentifier: ValueKind = {
  *complete(_value, { catalogue }) {
    for (const module of catalogue.modules)
      if (module.identifier) yield { label: module.identifier, detail: module.module, documentation: module.summary };
  },
  hover: (value, context) => moduleHover(value.text, context),
};

/** `[!]xxx_module` or `[!]mod_xxx.c` */
export const moduleTest: ValueKind = {
  *check(value, { catalogue, configuration }) {
    const name = value.text.replace(/^!/, '');
    const byName = /^mod_\w+$/.test(name) ? catalogue.module(name) : undefined;
    if (byName && configuration.settings)
      yield doubtful(
        `Apache knows no module under the name ${name}, so the test is never true: ${byName.source} or ${byName.identifier} is meant`,
        { replacements: [value.text.replace(name, byName.source)] },
      );
  },
  *complete(value, { catalogue }) {
    const sign = value.text.startsWith('!') ? '!' : '';
    for (const module of catalogue.modules)
      yield* testCandidates(sign, module.source, module.identifier, module.summary);
  },
  hover: (value, context) => moduleHover(value.text.replace(/^!/, ''), context),
};

function* testCandidates(
  sign: string,
  source: string,
  identifier: string | undefined,
  documentation: string,
): Generator<Candidate> {
  yield { label: sign + source, documentation };
  if (identifier) yield { label: sign + identifier, documentation };
}

function moduleHover(name: string, { catalogue, configuration }: ValueContext): string | undefined {
  const module = catalogue.module(name);
  if (!module) return undefined;
  const isLoaded = module.identifier !== undefined && configuration.modules.has(module.identifier);
  return `**${module.module}** ${isLoaded ? '(loaded here)' : ''}\n\n${module.summary}`;
}

/** A name that Define makes or `-D` gives. */
export const defineTest: ValueKind = {
  *check(value, { visit }) {
    if (visit.info?.isSection === false && value.text.includes(':'))
      yield refused("the name of a variable must not contain ':'");
  },
  *complete(value, { configuration }) {
    const sign = value.text.startsWith('!') ? '!' : '';
    for (const [name, text] of configuration.defines) yield { label: sign + name, kind: 'variable', detail: text };
    for (const name of configuration.settings.defines)
      yield { label: sign + name, kind: 'variable', detail: 'given at the start' };
  },
};

const operators = ['=', '==', '<', '<=', '>', '>=', '~'];

/** An operator of <IfVersion>, with an optional `!`. */
export const versionTest: ValueKind = {
  fits: (text) => operators.includes(text.replace(/^!/, '')),
  *check(value) {
    const bare = value.text.replace(/^!/, '');
    if (!operators.includes(bare))
      yield refused(`'${value.text}' is no operator: expected one of ${operators.join(' ')}, or one of them behind !`);
  },
  *complete() {
    for (const label of operators) yield { label, kind: 'keyword' };
  },
};

/** `major[.minor[.patch]]`, or a regular expression. */
export const version: ValueKind = {};
