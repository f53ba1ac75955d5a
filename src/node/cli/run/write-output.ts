import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';

/** Write an output of an input whole, unless the command was interrupted, and print its name. */
export async function writeOutput(
  input: string,
  output: string,
  content: Uint8Array | string,
  terminal: Terminal,
  report: Reporter,
): Promise<void> {
  const { writeWhole } = await import('../../app/internal.ts');
  terminal.signal.throwIfAborted();
  await writeWhole(output, content);
  reportWritten(input, output, terminal, report);
}

/** Print the name of an output that was written. */
export function reportWritten(input: string, output: string, { stdout }: Terminal, report: Reporter): void {
  report.wrote(input, output);
  stdout.write(`${output}\n`);
}
