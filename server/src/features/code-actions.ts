// Quick fixes: what the problems at the cursor carry, and a certificate for a TLS host that lacks one.
import type { Fix, Problem } from '../rules/problem.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';
import { hostsWithoutCertificate, tlsHostAt } from './tls-host.ts';

export interface Action {
  readonly title: string;
  readonly problem: Problem;
  readonly fix: Fix;
}

/** The fixes of the problems that touch `span`. */
export function quickFixes(problems: readonly Problem[], uri: string, span: Span): Action[] {
  return problems
    .filter((problem) => problem.file.uri === uri && problem.span.start <= span.end && span.start <= problem.span.end)
    .flatMap((problem) => (problem.fixes ?? []).map((fix) => ({ title: fix.title, problem, fix })));
}

/** An offer to generate a certificate for the host at the cursor. */
export interface CertificateOffer {
  readonly title: string;
  readonly offset: number;
  /** A host that wants TLS and has no certificate lacks it; for any other host it is an addition. */
  readonly isLacking: boolean;
}

/** The offer for the host around `span`; none where the host has a certificate. */
export function certificateOffer(place: Place, span: Span): CertificateOffer | undefined {
  const host = tlsHostAt(place, span.start);
  if (host?.kind !== 'virtual-host' || host.certificateFile) return undefined;
  const isLacking = hostsWithoutCertificate(place).some(
    (lacking) => lacking.span.start > host.span.start && lacking.span.start < host.span.end,
  );
  const name = host.serverName ?? host.addresses[0] ?? 'this host';
  return { title: `Generate an HTTPS certificate for ${name}`, offset: span.start, isLacking };
}
