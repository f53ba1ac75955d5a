import type { Command } from 'commander';
import { UsageError } from '../exit-code.ts';

/**
 * Refuse options of the main command before another command's name, where they would be read and do nothing.
 *
 * @throws {UsageError}
 */
export function refuseStrayOption(program: Command, command: string): void {
  const stray = program.options.find((option) => program.getOptionValueSource(option.attributeName()) === 'cli');
  if (stray === undefined) return;
  throw new UsageError(`${stray.long}: belongs after the command: chromatheque ${command} ${stray.long} ...`);
}
