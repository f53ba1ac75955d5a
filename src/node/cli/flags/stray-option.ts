import type { Command } from 'commander';
import { UsageError } from '../exit-code.ts';

/**
 * Refuse options of the main command before the name of another command, where they would have no
 * effect.
 *
 * @throws {UsageError}
 */
export function refuseStrayOption(program: Command, command: string): void {
  const stray = program.options.find((option) => program.getOptionValueSource(option.attributeName()) === 'cli');
  if (stray === undefined) return;
  throw new UsageError(`${stray.long}: belongs after the command: chromatheque ${command} ${stray.long} ...`);
}
