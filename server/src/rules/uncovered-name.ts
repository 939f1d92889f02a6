// Names of a host that its certificates do not carry.
import type { Configuration } from '../configuration/evaluate.ts';
import { directivesOf, everywhere, type Host } from '../configuration/hosts.ts';
import { isSureIn } from '../configuration/sure.ts';
import { hasTls, isMismatch, pairsOf } from '../configuration/tls.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const uncoveredName: Rule = {
  id: 'uncovered-name',
  severity: 'warning',
  summary: "the certificate does not carry the host's name",
  *host(host, configuration) {
    if (hasTls(host, configuration) && !isInTheShade(host, configuration)) yield* problemsOf(host, configuration);
  },
};

/** Beside virtual hosts the main server hardly ever answers; with `SSLEngine on` it hands its certificate down to them. */
function isInTheShade({ section }: Host, configuration: Configuration): boolean {
  return !section && everywhere(configuration, '<VirtualHost').length > 0;
}

function* problemsOf(host: Host, configuration: Configuration): Generator<Problem> {
  const pairs = pairsOf(host, configuration) ?? [];
  if (pairs.some(isMismatch)) return;
  const pems = pairs.map(({ certificate }) => certificate);
  const [pem] = pems;
  const names = pems.map(({ facts }) => (typeof facts === 'string' ? undefined : facts.certificates[0]?.names));
  if (!pem || names.includes(undefined)) return;
  const covered = names.flatMap((each) => each ?? []);
  if (covered.length === 0) {
    const message = `the certificate carries no name in subjectAltName: browsers refuse it for every host`;
    yield problemAt(uncoveredName, pem.visit, pem.word.span, message);
    return;
  }
  for (const { visit, word, name, isAlias } of namesOf(host)) {
    if (covers(covered, name)) continue;
    const message = `the certificate is for ${listed(covered)}, not for ${name}: browsers refuse it`;
    const related = [{ file: pem.visit.file, span: pem.word.span, message: 'the certificate' }];
    yield problemAt(uncoveredName, visit, word.span, message, {
      related,
      severity: isAlias ? 'information' : 'warning',
    });
  }
}

function namesOf(host: Host) {
  const of = (directive: string, isAlias: boolean) =>
    directivesOf(host, directive).flatMap((visit) => {
      if (!isSureIn(visit, host) || visit.hasUnknownVariable) return [];
      return visit.words.map((word) => ({ visit, word, name: hostNameIn(word.text), isAlias }));
    });
  return [...of('ServerName', false).slice(-1), ...of('ServerAlias', true)].filter(({ name }) => isComparable(name));
}

/** Not so the many spellings of IPv6 addresses and of names in other scripts. */
function isComparable(name: string): boolean {
  return /^(?:[a-z0-9_*?-]+\.)+[a-z0-9-]+$|^localhost$/.test(name);
}

function hostNameIn(text: string): string {
  return text
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** A wildcard stands for one label; a wildcard alias asks for the same wildcard. */
function covers(names: readonly string[], name: string): boolean {
  const parent = name.replace(/^[^.]+/, '*');
  return names.some((each) => each.toLowerCase() === name || (each.toLowerCase() === parent && !/[*?]/.test(name)));
}

function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
