// Looks for the main files of servers below the folders of a workspace.
import * as fs from 'node:fs';
import { catalogue } from '../catalogue/catalogue.ts';
import { isMainName } from '../configuration/places.ts';
import { looksLikeApache } from '../configuration/recognise.ts';
import { decode } from './node-disk.ts';

/** A workspace may be a whole disk: what is not found soon is not looked for. */
const most = { folders: 2000, depth: 8, files: 32 };

const passedOver = /^(?:\.|node_modules$|__pycache__$|site-packages$|venv$|vendor$)/;

/** The paths of main files below `folder`, those nearer to it first; links are not followed. Never fails. */
export function mainFilesBelow(folder: string): string[] {
  const found: string[] = [];
  let level = [folder];
  let looked = 0;
  for (let depth = 0; depth < most.depth && level.length > 0; depth++) {
    const next: string[] = [];
    for (const place of level) {
      if (++looked > most.folders || found.length >= most.files) return found;
      for (const entry of entriesOf(place)) {
        const path = `${place.replace(/\/$/, '')}/${entry.name}`;
        if (entry.isDirectory() && !passedOver.test(entry.name)) next.push(path);
        else if (entry.isFile() && isMainName(path) && isConfiguration(path)) found.push(path);
      }
    }
    level = next;
  }
  return found;
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** Other servers have files of that name, and a template is not yet what a server reads. */
function isConfiguration(path: string): boolean {
  try {
    const text = decode(fs.readFileSync(path));
    return looksLikeApache(text, catalogue) && !/\{\{|\{%|<%/.test(text.replace(/%\{[^}]*\}/g, ''));
  } catch {
    return false;
  }
}
