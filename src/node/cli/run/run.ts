import { existsSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { describeError, EXIT, exitCodeOf, UsageError } from '../exit-code.ts';
import type { Terminal } from '../print/terminal.ts';
import { defineProgram } from './program.ts';

/**
 * Run the command line once.
 *
 * @param args arguments without the interpreter and the script.
 * @returns the exit code. Does not throw: errors are printed, one line each.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT.ok;
  const setExitCode = (code: number) => {
    exitCode = code;
  };
  const program = defineProgram(terminal, setExitCode);
  try {
    await refuseMistypedCommand(args, program);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (terminal.signal.aborted) return EXIT.interrupted;
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    const code = exitCodeOf(error);
    const isCommand = program.commands.some((command) => command.name() === args[0]);
    const command = isCommand ? `chromatheque ${args[0]}` : 'chromatheque';
    const isShort = command === 'chromatheque' || ['panel', 'compare', 'map'].includes(args[0]!);
    const hint = code === EXIT.usage ? ` (${command} ${isShort ? '--help-all' : '--help'} lists the options)` : '';
    const { showAddresses } = await import('../../app/internal.ts');
    terminal.stderr.write(`chromatheque: ${showAddresses(describeError(error))}${hint}\n`);
    return code;
  }
  return exitCode;
}

/**
 * Refuse a mistyped name of a command that has further arguments, unless a file has that name.
 * Otherwise the error would be that a film of that name does not exist.
 */
async function refuseMistypedCommand(args: readonly string[], program: Command): Promise<void> {
  const [first = '', ...rest] = args;
  if (rest.length === 0 || !/^[a-z]{4,12}$/i.test(first) || existsSync(first)) return;
  const commands = program.commands.map((command) => command.name());
  if (commands.includes(first)) return;
  const { nearestName } = await import('../../../core/text/index.ts');
  const nearest = nearestName(first, commands);
  if (nearest !== undefined) {
    throw new UsageError(`${first}: no such file or command; did you mean chromatheque ${nearest}?`);
  }
}
