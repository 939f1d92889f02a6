// Times of the core inside one process: parsing, and the answers of an editor while somebody types.

import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import { uriOf } from '../../server/src/configuration/paths.ts';
import { complete } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { Workspace } from '../../server/src/lsp/workspace.ts';
import { parseText, succeed } from '../../server/src/syntax/parse.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import { type Times, timesOf } from './measure.ts';
import { hostsText } from './trees.ts';

/** Parsing a text of that many lines. */
export function parseTimes(lines: number): Times {
  const text = hostsText(lines);
  return timesOf(15, () => parseText(text));
}

export interface TypingTimes {
  /** From the edit to the problems of the file. */
  readonly problems: Times;
  readonly completion: Times;
  readonly hover: Times;
  /** Completion that comes before the problems of the same edit were asked for. */
  readonly completionAfterEdit: Times;
}

/** From the edit to the problems of a file of 10,000 lines that the tree of `main` includes. */
export function problemTimes(main: string): Times {
  return new Typist(main).problemTimes();
}

/** Types into a file of 10,000 lines that the tree of `main` includes. */
export function typingTimes(main: string): TypingTimes {
  const typist = new Typist(main);
  const problems = typist.problemTimes();
  const { file, offset } = typist;
  const place = { file, configuration: typist.workspace.configurationOf(file) };
  const completion = timesOf(200, (round) => complete(place, offset + (round % 2 === 0 ? 0 : 8)));
  const words = ['threads=15', 'SSLProtocol', '+TLSv1.3', 'ProxyPass', 'timeout=30'].map((word) =>
    file.text.indexOf(word, offset),
  );
  const hovering = timesOf(200, (round) => hover(place, (words[round % words.length] ?? 0) + 2));
  const completionAfterEdit = timesOf(300, () => {
    typist.type();
    complete({ file: typist.file, configuration: typist.workspace.configurationOf(typist.file) }, typist.offset);
  });
  return { problems, completion, hover: hovering, completionAfterEdit };
}

/** Directives of all three families, line after line. */
const typed = 'SSLProtocol all -SSLv3\n    ProxyPass /a/ http://127.0.0.1:9000/\n    WSGIPassAuthorization On\n    ';

/** Somebody who types letter after letter in the middle of a file. */
class Typist {
  file: SourceFile;
  offset: number;
  readonly workspace: Workspace;
  #typed = 0;

  constructor(main: string) {
    const name = path.join(path.dirname(main), 'sites', 'site000500.conf');
    this.file = new SourceFile(uriOf(name), hostsText(10_000, 1_000_000));
    this.workspace = new Workspace((uri) => (uri === this.file.uri ? this.file : undefined));
    const line = this.file.lineStarts[5_004] ?? 0;
    this.#replace(line, '    \n');
    this.offset = line + 4;
    const start = performance.now();
    const problems = this.workspace.problemsOf(this.file);
    console.log(`first answer for the tree: ${Math.round(performance.now() - start)} ms, ${problems.length} problems`);
  }

  problemTimes(): Times {
    return timesOf(300, () => {
      this.type();
      this.workspace.problemsOf(this.file);
    });
  }

  type(): void {
    this.#replace(this.offset, typed[this.#typed++ % typed.length] ?? '');
    this.offset++;
  }

  #replace(at: number, text: string): void {
    const { uri, version } = this.file;
    const earlier = this.file;
    this.file = new SourceFile(uri, earlier.text.slice(0, at) + text + earlier.text.slice(at), version + 1);
    succeed(this.file, earlier);
    this.workspace.documentsChanged(uri);
  }
}
