// Reads what `httpd -t` prints: the verdict, and where it found the mistake.

/** A mistake that Apache found; `line` is 1-based, and absent where Apache names no place. */
export interface Complaint {
  readonly file?: string;
  readonly line?: number;
  readonly message: string;
}

export interface Verdict {
  readonly isAccepted: boolean;
  readonly complaint?: Complaint;
  /** What Apache says besides, line by line. */
  readonly notes: readonly string[];
}

const PLACE = /Syntax error on line (\d+) of (.+?):(?=\s|$)/g;

/** The verdict of a finished run. `exitCode` 0 means accepted, whatever was printed. */
export function readVerdict(output: string, exitCode: number): Verdict {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const index = lines.findIndex((line) => line.search(PLACE) >= 0);
  const notes = lines.filter((line, at) => at !== index && !isChatter(line));
  if (exitCode === 0) return { isAccepted: true, notes };
  if (index < 0) return { isAccepted: false, complaint: complaintWithoutPlace(notes), notes };
  return { isAccepted: false, complaint: complaintAt(lines, index), notes };
}

function isChatter(line: string): boolean {
  return /^Syntax OK$|^AH00014: |^Action '.*' failed\.?$|^The Apache error log may have more information\.?$/.test(
    line.trim(),
  );
}

/** The last place named is the innermost of a chain of includes; the message follows it, on the line or below. */
function complaintAt(lines: readonly string[], index: number): Complaint {
  const first = lines[index] ?? '';
  const places = [...first.matchAll(PLACE)];
  const place = places.at(-1);
  const behind = place ? first.slice(place.index + place[0].length).trim() : '';
  const below = lines.slice(index + 1).filter((line) => !isChatter(line) && !/^(?:AH\d+:|\[)/.test(line));
  const message = behind !== '' ? behind : below.join(' ');
  return { message, ...(place?.[1] && place[2] ? { line: Number(place[1]), file: place[2] } : {}) };
}

/** Some checks name a place in other words: `defined at /etc/httpd.conf:12`, or none. */
function complaintWithoutPlace(notes: readonly string[]): Complaint {
  const message = notes.join(' ') || 'Apache refused the configuration and said nothing.';
  const place = /(?:defined at |^)(\/[^\s:]+):(\d+)/m.exec(message);
  return { message, ...(place?.[1] ? { file: place[1], line: Number(place[2]) } : {}) };
}
