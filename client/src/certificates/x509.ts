// The certificate library with the polyfill it looks for; a bundle of its own, so that activation does not load it.
import 'reflect-metadata';

export * from '@peculiar/x509';
