// Where the rules' pages are: in docs/rules, beside the folder of the bundle.
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The address of the folder with the pages, without a slash at its end. */
export const rulePagesFolder = pathToFileURL(path.resolve(__dirname, '..', 'docs', 'rules')).href;

/** The address of a rule's page. */
export function rulePage(rule: string): string {
  return `${rulePagesFolder}/${rule}.md`;
}
