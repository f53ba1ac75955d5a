/**
 * The command line: one file a command, each parses, calls `app`, prints, and says the exit code.
 *
 * No logic of films, colours or pictures belongs here; printing, terminal colours and exit codes belong nowhere else.
 */
export { EXIT, exitCodeOf } from './exit-code.ts';
export { run } from './run/run.ts';
