// Quick fixes for the problems at the cursor, and a certificate for a host that may want one.
import type { Fix, Problem } from '../rules/problem.ts';
import type { Span } from '../text/span.ts';
import { nodeAt, type Place } from './cursor.ts';
import { fixOfRule } from './fix-all.ts';
import { ignoreFixes } from './ignore-fixes.ts';
import { hostsWithoutCertificate, tlsHostAt } from './tls-host.ts';

export interface Action {
  readonly title: string;
  readonly problem: Problem;
  readonly fix: Fix;
}

/** The fixes of the problems that touch `span`. */
export function quickFixes(problems: readonly Problem[], uri: string, span: Span): Action[] {
  return problemsAt(problems, uri, span).flatMap((problem) =>
    (problem.fixes ?? []).map((fix) => ({ title: fix.title, problem, fix })),
  );
}

/** For each rule with a problem that touches `span`: the fix of all its problems, then the comments that silence it. */
export function ruleFixes(problems: readonly Problem[], uri: string, span: Span): Action[] {
  const byRule = new Map(
    problemsAt(problems, uri, span)
      .toReversed()
      .map((problem) => [problem.rule, problem]),
  );
  const first = [...byRule.values()].reverse();
  const fixesOf = (find: (problem: Problem) => readonly Fix[]) =>
    first.flatMap((problem) => find(problem).map((fix) => ({ title: fix.title, problem, fix })));
  return [...fixesOf(({ rule }) => fixOfRule(rule, problems, uri)), ...fixesOf(ignoreFixes)];
}

function problemsAt(problems: readonly Problem[], uri: string, span: Span): Problem[] {
  return problems.filter(
    (problem) => problem.file.uri === uri && problem.span.start <= span.end && span.start <= problem.span.end,
  );
}

/** An offer to generate a certificate for the host at the cursor. */
export interface CertificateOffer {
  readonly title: string;
  readonly offset: number;
  /** A host that wants TLS and has no certificate lacks it; for any other host it is an addition. */
  readonly isLacking: boolean;
}

/** The lines of a host that are about its name or its certificate, and those that tell that one is missing. */
const offeringLines = /^(?:virtualhost|servername|sslengine|sslcertificate(?:key)?file)$/i;

/** The offer for the host around `span`, on the lines that it is about; none where the host has a certificate. */
export function certificateOffer(place: Place, span: Span): CertificateOffer | undefined {
  if (!offeringLines.test(nodeAt(place.file, span.start)?.name ?? '')) return undefined;
  const host = tlsHostAt(place, span.start);
  if (host?.kind !== 'virtual-host' || host.certificateFile) return undefined;
  const isLacking = hostsWithoutCertificate(place).some(
    (lacking) => lacking.span.start > host.span.start && lacking.span.start < host.span.end,
  );
  const name = host.serverName ?? host.addresses[0] ?? 'this host';
  return { title: `Generate an HTTPS certificate for ${name}`, offset: span.start, isLacking };
}
