// Makes the page that the editor shows for the installed extension from README.md.

/** What is about the repository, and not about the extension in somebody's editor. */
const foreign = ['Try it', 'Install', 'Command line', 'Other editors', 'More'];

/**
 * The text of README.md without its pictures and links to files: the page of an extension that was installed from a
 * .vsix shows none from the package and no data: address, and there is no public one yet that could stand in their
 * place.
 * Throws where a section to leave out is not there.
 */
export function extensionPage(readme) {
  const sections = readme.split(/^(?=## )/m);
  for (const title of foreign) {
    if (!sections.some((section) => titleOf(section) === title)) throw new Error(`README.md has no section: ${title}`);
  }
  return sections
    .filter((section) => !foreign.includes(titleOf(section)))
    .join('')
    .replace(/^!\[[^\]]*\]\([^)]*\)\n\n?/gm, '')
    .replace(/\[([^\]]*)\]\((?!https:\/\/)[^)]*\)/g, '$1');
}

function titleOf(section) {
  return /^## (.*)$/m.exec(section)?.[1];
}
