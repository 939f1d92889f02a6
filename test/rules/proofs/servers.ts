// The servers that the proofs of a suite talk to.
import { after, before } from 'node:test';
import { createSandbox, type Sandbox } from '../../support/apache.ts';
import { type BackEnd, startBackEnd } from './backend.ts';

export interface Servers {
  readonly sandbox: Sandbox;
  readonly backEnd: BackEnd;
}

/** Called in a suite: there is a sandbox and a back end while its tests run, and none before and after. */
export function serversOfSuite(): Servers {
  const servers: { sandbox?: Sandbox; backEnd?: BackEnd } = {};
  before(async () => {
    servers.sandbox = await createSandbox();
    servers.backEnd = await startBackEnd();
  });
  after(() => {
    servers.backEnd?.stop();
    servers.sandbox?.remove();
  });
  return {
    get sandbox() {
      return servers.sandbox ?? fail();
    },
    get backEnd() {
      return servers.backEnd ?? fail();
    },
  };
}

function fail(): never {
  throw new Error('The servers of a suite are there while its tests run.');
}
