// Reads the cipher list of an SSLCipherSuite as OpenSSL does: what adds ciphers, what only sorts or takes away.
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import type { Span } from '../text/span.ts';

/** One entry of the list. */
export interface CipherEntry {
  readonly text: string;
  readonly span: Span;
}

/** The list of TLS 1.2 and older ciphers; undefined for the form that speaks of TLS 1.3, and where the value is not known. */
export function cipherListOf(
  visit: Visit,
): { readonly word: Word; readonly entries: readonly CipherEntry[] } | undefined {
  const [first, second] = visit.words;
  const word = second ?? first;
  if (!word || visit.hasUnknownVariable || (second && first?.text.toUpperCase() !== 'SSL')) return undefined;
  const entries = [...word.text.matchAll(/@?[^:, ;@]+/g)].map((match) => {
    const start = word.inner.start + match.index;
    return { text: match[0], span: { start, end: Math.min(start + match[0].length, word.inner.end) } };
  });
  return { word, entries };
}

/** A cipher suite of TLS 1.3, which OpenSSL keeps in a list of its own. */
export function isTls13Suite(text: string): boolean {
  return /^TLS_(?:AES_(?:128|256)_(?:GCM|CCM|CCM_8)|CHACHA20_POLY1305)_SHA(?:256|384)$/.test(text);
}

/** Entries that take away, sort, or set an option: none of them brings a cipher in. */
export function addsNothing(text: string): boolean {
  return /^[!+@-]/.test(text);
}

/** Says whether the entry is surely no name of OpenSSL: some part of it occurs in no name. */
export function isNonName(text: string): boolean {
  if (addsNothing(text) || isTls13Suite(text)) return false;
  return !text.split(/[-+_]/).every((part) => parts.has(part) || /^\d*$/.test(part));
}

/** All words from which OpenSSL's cipher names and group names of any version are made. */
const parts = new Set(
  (
    'ALL COMPLEMENTOFALL COMPLEMENTOFDEFAULT DEFAULT PROFILE=SYSTEM HIGH MEDIUM LOW EXP EXPORT EXPORT40 EXPORT56 EXP1024 EXP40 ' +
    'NULL eNULL aNULL RSA kRSA aRSA DH DHE EDH kDH kDHE kEDH kDHr kDHd aDH ADH AECDH DSS aDSS ECDH ECDHE EECDH kECDH kECDHE kEECDH ' +
    'kECDHr kECDHe aECDH ECDSA aECDSA PSK kPSK aPSK kRSAPSK kDHEPSK kECDHEPSK RSAPSK SRP kSRP aSRP KRB5 kKRB5 aKRB5 FZA kFZA eFZA ' +
    'GOST GOST94 GOST89MAC GOST89MAC12 GOST8912 GOST12 GOST2001 GOST2012 GOST89 aGOST aGOST01 aGOST12 kGOST kGOST18 STREEBOG256 KUZNYECHIK ' +
    'MAGMA CTR OMAC IANA LEGACY SSLv2 SSLv3 TLSv1 TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3 AES AES128 AES256 AESGCM AESCCM AESCCM8 GCM CCM ' +
    'CCM8 CBC CBC3 DES DES3 3DES 2DES EDE EDE3 RC2 RC4 IDEA SEED CAMELLIA CAMELLIA128 CAMELLIA256 ARIA ARIA128 ARIA256 ARIAGCM ' +
    'CHACHA20 POLY1305 SHA SHA1 SHA224 SHA256 SHA384 SHA512 MD5 RMD160 FIPS FIPS140 SUITEB128 SUITEB128ONLY SUITEB128C2 SUITEB192 ' +
    'TLS SSL WITH anon SM2 SM3 SM4 CNT IMIT 28147 EMPTY RENEGOTIATION INFO SCSV FALLBACK MIN DSA WEAK STRENGTH'
  ).split(' '),
);
