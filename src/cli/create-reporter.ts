import { createJsonReporter } from './json-reporter.ts';
import { spellFlags } from './option-flag.ts';
import { createPlainReporter } from './plain-reporter.ts';
import type { Reporter } from './reporter.ts';
import type { Terminal } from './terminal.ts';

/** How much is shown meanwhile, and in which form. */
export interface ReportOptions {
  readonly quiet?: boolean;
  readonly progress?: 'json';
}

/** Create what shows the work: a bar on a terminal, plain lines elsewhere, JSON on request. Warnings name options by their flags. */
export async function createReporter(options: ReportOptions, terminal: Terminal): Promise<Reporter> {
  const reporter = await chooseReporter(options, terminal);
  return { ...reporter, warn: (input, message) => reporter.warn(input, spellFlags(message)) };
}

async function chooseReporter(options: ReportOptions, { stderr }: Terminal): Promise<Reporter> {
  const write = (text: string) => stderr.write(text);
  if (options.progress === 'json') return createJsonReporter(write);
  if (options.quiet || !stderr.isTTY) return createPlainReporter(write, options.quiet ?? false);
  const { createBarReporter } = await import('./bar-reporter.ts');
  return createBarReporter(stderr);
}
