// Names of mod_wsgi: daemon processes, process groups, application groups, Python objects.

import type { Configuration } from '../configuration/evaluate.ts';
import { places } from '../configuration/versions.ts';
import { placeOf, type Visit } from '../configuration/visit.ts';
import { nearest } from '../text/nearest.ts';
import { noteRead } from '../text/reads.ts';
import { declarationsOf } from './declarations.ts';
import { type Candidate, type Finding, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';

/** The name of a declared daemon process. */
export const daemonName: ValueKind = {
  *complete(_value, { configuration }) {
    yield* daemonCandidates(configuration);
  },
  hover: (value, { configuration }) => daemonHover(value.text, configuration),
};

/** A daemon process, or a placeholder. Nothing is looked up before a request comes. */
export const processGroup: ValueKind = {
  check: notEmpty,
  *complete(_value, { configuration }) {
    yield* daemonCandidates(configuration);
    yield* placeholders(['%{GLOBAL}', '%{ENV:']);
  },
  hover: (value, { configuration }) => daemonHover(value.text, configuration),
};

/** A daemon process or `%{GLOBAL}`; other placeholders are not replaced. */
export const fixedProcessGroup: ValueKind = {
  check: notEmpty,
  *complete(_value, { configuration }) {
    yield* daemonCandidates(configuration);
    yield* placeholders(['%{GLOBAL}']);
  },
  hover: (value, { configuration }) => daemonHover(value.text, configuration),
};

export const applicationGroup = applicationGroupOf(['%{GLOBAL}', '%{SERVER}', '%{HOST}', '%{RESOURCE}', '%{ENV:']);
export const scriptApplicationGroup = applicationGroupOf(['%{GLOBAL}', '%{SERVER}', '%{HOST}']);
export const fixedApplicationGroup = applicationGroupOf(['%{GLOBAL}']);

/** The name of a Python object. */
export const pythonName: ValueKind = {
  check: notEmpty,
  *complete() {
    yield { label: 'application', detail: 'the usual name' };
    yield { label: 'app', detail: 'as Flask and FastAPI examples have it' };
  },
};

function applicationGroupOf(known: readonly string[]): ValueKind {
  return {
    check: notEmpty,
    *complete() {
      yield* placeholders(known);
    },
    hover: (value) => explanations[value.text],
  };
}

const explanations: Readonly<Record<string, string>> = {
  '%{GLOBAL}':
    "`%{GLOBAL}`: Apache's own child processes as a process group; the main Python interpreter as an application group. C extensions that do not work in sub-interpreters need the latter.",
  '%{RESOURCE}': '`%{RESOURCE}`: a sub-interpreter for each script: host name, port and mount point joined.',
  '%{SERVER}': '`%{SERVER}`: a sub-interpreter for each virtual host: host name and port joined.',
  '%{HOST}': '`%{HOST}`: a sub-interpreter for each host name of the requests.',
  '%{ENV:': '`%{ENV:name}`: the value of a variable that SetEnv or a RewriteRule sets for the request.',
};

function* placeholders(labels: readonly string[]): Generator<Candidate> {
  for (const label of labels) {
    const documentation = explanations[label];
    yield { label, kind: 'keyword', ...(documentation ? { documentation } : {}) };
  }
}

function* daemonCandidates(configuration: Configuration): Generator<Candidate> {
  for (const { name, visit } of declarationsOf(configuration, 'wsgidaemonprocess')) {
    yield { label: name, kind: 'reference', detail: `daemon process, ${placeText(visit)}` };
  }
}

function daemonHover(name: string, configuration: Configuration): string | undefined {
  const declaration = declarationsOf(configuration, 'wsgidaemonprocess').find((candidate) => candidate.name === name);
  if (!declaration) return explanations[name];
  const text = declaration.visit.line.text;
  return `The daemon process \`${name}\`, declared in ${placeText(declaration.visit)}:\n\n\`\`\`apacheconf\n${text}\n\`\`\``;
}

/** The file and line of a declaration, for people. */
export function placeText(visit: Visit): string {
  // The number of a line changes with any line above it.
  noteRead(undefined, places);
  const { file, span } = placeOf(visit, visit.node.span);
  const name = decodeURIComponent(file.uri.slice(file.uri.lastIndexOf('/') + 1));
  return `${name} line ${file.positionAt(span.start).line + 1}`;
}

/** A message on a process group that is not declared yet: where it is, or the nearest one. */
export function undeclaredGroup(name: string, configuration: Configuration): Pick<Finding, 'message' | 'replacements'> {
  const declarations = declarationsOf(configuration, 'wsgidaemonprocess');
  const later = declarations.find((declaration) => declaration.name === name);
  if (later) return { message: declaredTooLate(name, later.visit) };
  const near = nearest(
    name,
    declarations.map((declaration) => declaration.name),
  );
  const message = `no WSGIDaemonProcess '${name}' is declared before this line, and Apache refuses to start${near ? `; did you mean ${near}?` : ''}`;
  return near ? { message, replacements: [near] } : { message };
}

function declaredTooLate(name: string, declaration: Visit): string {
  return `WSGIDaemonProcess '${name}' is declared only further down (${placeText(declaration)}), and Apache looks it up here and refuses to start: move it up`;
}

function* notEmpty(value: Value, context: ValueContext): Generator<Finding> {
  if (value.text === '') yield refused(`${context.parameter ?? 'the argument'} needs a value`);
}
