// The client's side of the protocol; a bundle of its own, loaded with the first Apache document and not at activation.
export { LanguageClient, TransportKind } from 'vscode-languageclient/node';
