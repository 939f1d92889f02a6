// Turns the YAML files of server/data into the JSON texts that the server bundles.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** Reads every module of server/data below `root`; throws with the file's name where the YAML is not well formed. */
export function readModules(root) {
  const folder = path.join(root, 'server/data');
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      try {
        return parse(fs.readFileSync(path.join(folder, name), 'utf8'));
      } catch (error) {
        throw new Error(`server/data/${name}: ${error.message}`);
      }
    });
}

/** Reads the modules of others; throws where the YAML is not well formed. */
function readThirdParty(root) {
  return parse(fs.readFileSync(path.join(root, 'server/data/third-party/modules.yaml'), 'utf8'));
}

/** Writes the JSON texts that the server bundles. */
export function buildCatalogue(root) {
  writeChanged(path.join(root, 'server/data/catalogue.generated.json'), readModules(root));
  writeChanged(path.join(root, 'server/data/third-party.generated.json'), readThirdParty(root));
}

/** Leaves the file alone when nothing changed. */
function writeChanged(target, value) {
  const text = JSON.stringify(value);
  if (fs.existsSync(target) && fs.readFileSync(target, 'utf8') === text) return;
  fs.writeFileSync(target, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  buildCatalogue(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
}
