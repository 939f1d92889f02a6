// Which host names are of the internet, as opposed to those that people use at home and in companies.

/** Says whether `name`, in lower case, is a name that an authority signs. */
export function isPublicName(name: string): boolean {
  return /^[a-z0-9.-]+\.[a-z]{2,}$/.test(name) && !reserved.test(name);
}

const reserved =
  /(?:^|\.)(?:localhost|local|localdomain|test|invalid|internal|intranet|lan|home|corp|private|arpa|dev|docker|vm)$/;
