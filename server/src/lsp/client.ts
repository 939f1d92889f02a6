// What is known about the client once it has introduced itself.
import type { ClientCapabilities } from 'vscode-languageserver';

export interface Client {
  capabilities: ClientCapabilities;
  /** Address of the folder with the rules' pages. */
  rulePages: string;
  /** The client has the command `apache.generateCertificate`; other editors cannot run it and are not offered it. */
  generatesCertificates: boolean;
}
