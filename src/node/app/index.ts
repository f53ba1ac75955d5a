/**
 * The public API of the package. The command line, the server and the queue use internal.ts.
 */

export * from './internal.ts';
