// Where the name at the cursor is declared, and which files an Include line brings in.
import { uriOf } from '../configuration/paths.ts';
import { touches } from '../text/span.ts';
import { nodeAt, type Place } from './cursor.ts';
import { type Location, occurrencesOf } from './places.ts';

/** Every declaration of what stands at `offset`, or the files of the Include line; none where nothing known declares it. */
export function definitions(place: Place, offset: number): Location[] {
  const declarations = occurrencesOf(place, offset).filter(({ role }) => role === 'declaration');
  return declarations.length > 0 ? declarations : includedFiles(place, offset);
}

/** A pattern may bring in several; a line that is read several times brings in the same each time. */
function includedFiles({ file, configuration }: Place, offset: number): Location[] {
  const node = nodeAt(file, offset);
  const word = node?.words[0];
  if (!node || !word || !touches(word.span, offset)) return [];
  const paths = configuration.includes.filter(({ visit }) => visit.node === node).flatMap((link) => link.paths);
  return [...new Set(paths)].flatMap((path) => {
    const included = configuration.files.get(uriOf(path));
    return included ? [{ file: included, span: { start: 0, end: 0 } }] : [];
  });
}
