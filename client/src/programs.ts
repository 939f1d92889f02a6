// Programs that the user names in a setting, or that are looked for on the PATH.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** The program that `setting` names, absolute or below `~`. Fails where it is neither, or no program that can be run. */
export function configuredProgram(setting: string, configured: string): string {
  const program = configured.replace(/^~(?=[\\/])/, os.homedir());
  if (!path.isAbsolute(program)) throw new Error(`${setting} must be absolute: ${configured}`);
  if (!isProgram(program)) throw new Error(`${setting} names no program that can be run: ${configured}`);
  return program;
}

/** Says whether `file` is a file that may be executed. */
export function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
