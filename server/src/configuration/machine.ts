// Folders that every machine has, so that they do not tell one from another.

/** Says whether `folder` is one that every machine has. */
export function isStandardFolder(folder: string): boolean {
  return folder.split('/').length < 3 || standard.test(folder);
}

const standard =
  /^\/(?:usr\/(?:local\/)?(?:lib(?:64|exec|\/cgi-bin)?|share|s?bin|www)|usr\/local|srv\/(?:http|www)|var\/(?:www|lib|log|opt|cache|www\/(?:html|cgi-bin))|opt\/(?:local|homebrew)|home\/[^/]+|Users\/[^/]+)$/;
