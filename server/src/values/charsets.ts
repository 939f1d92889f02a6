// Names of character sets.

import { everywhere } from '../configuration/hosts.ts';
import { nearest } from '../text/nearest.ts';
import { doubtful, refused, type ValueKind } from './kind.ts';

const common = ['utf-8', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'us-ascii'];

/** Any name; browsers and other programs make sense of it. */
export const charset: ValueKind = {
  *complete() {
    for (const label of common) yield { label };
  },
};

/** A name that libxml2 itself has a number for (xmlParseCharEncoding), or an alias of one. */
export const parsedCharset: ValueKind = {
  *check({ text }, { configuration }) {
    if (numbered.test(text)) return;
    if (!configuration.isComplete || everywhere(configuration, 'xml2EncAlias').length > 0) return;
    const near = nearest(text.toLowerCase(), suggestions);
    yield numberedLater.test(text)
      ? doubtful(`libxml2 takes '${text}' from its version 2.14 on only; with older ones Apache refuses to start`)
      : refused(`libxml2 has no character set '${text}': expected one such as ${suggestions.slice(0, 3).join(', ')}`, {
          replacements: near ? [near] : [],
        });
  },
  *complete() {
    for (const label of suggestions) yield { label };
  },
};

const suggestions = ['utf-8', 'iso-8859-1', 'utf-16', 'iso-8859-2', 'shift_jis', 'euc-jp', 'iso-2022-jp'];

const numbered =
  /^(?:utf-?(?:8|16)|ucs-?[24]|iso-10646-ucs-[24]|iso-8859-[1-9]|iso(?:-latin-| latin )[12]|iso-2022-jp|shift_jis|euc-jp)$/i;

const numberedLater = /^(?:(?:us-)?ascii|html|utf-16[bl]e|iso-8859-1[0-6]|windows-1252)$/i;
