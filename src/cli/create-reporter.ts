import { createJsonReporter } from './json-reporter.ts';
import { createPlainReporter } from './plain-reporter.ts';
import type { Reporter } from './reporter.ts';
import type { Terminal } from './terminal.ts';

/** How much is shown meanwhile, and in which form. */
export interface ReportOptions {
  readonly quiet?: boolean;
  readonly progress?: 'json';
}

/** Make what shows the work: a bar on a terminal, plain lines elsewhere, JSON where it is asked for. */
export async function createReporter(options: ReportOptions, { stderr }: Terminal): Promise<Reporter> {
  const write = (text: string) => stderr.write(text);
  if (options.progress === 'json') return createJsonReporter(write);
  if (options.quiet || !stderr.isTTY) return createPlainReporter(write, options.quiet ?? false);
  const { createBarReporter } = await import('./bar-reporter.ts');
  return createBarReporter(stderr);
}
