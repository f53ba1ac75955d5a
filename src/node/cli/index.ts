/**
 * The command line: one file per command. Each command parses, calls `app`, prints and returns the
 * exit code.
 *
 * It contains no logic for films, colours or pictures. No other room prints, colours terminals or
 * knows exit codes.
 */
export { EXIT, exitCodeOf } from './exit-code.ts';
export { run } from './run/run.ts';
