// The protocol's library; a bundle of its own, loaded by the language server and not by `apache-ls check`.
export * from 'vscode-languageserver/node';
