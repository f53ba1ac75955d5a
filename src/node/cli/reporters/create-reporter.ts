import { spellFlags } from '../flags/flag-names.ts';
import type { Terminal } from '../print/terminal.ts';
import type { FilmOutcome } from '../run/results.ts';
import type { Reporter } from './reporter.ts';

/** How much progress to show, and in which form. */
export interface ReportOptions {
  readonly quiet?: boolean;
  readonly progress?: 'json';
}

/**
 * Create a reporter: a bar on a terminal, plain lines elsewhere, JSON on request. Warnings name
 * options by their flags. Secrets in addresses are hidden.
 */
export async function createReporter(options: ReportOptions, terminal: Terminal): Promise<Reporter> {
  const { showAddresses } = await import('../../app/internal.ts');
  const reporter = hideSecrets(await chooseReporter(options, terminal), showAddresses);
  return { ...reporter, warn: (input, message) => reporter.warn(input, spellFlags(message)) };
}

async function chooseReporter(options: ReportOptions, { stderr }: Terminal): Promise<Reporter> {
  const write = (text: string) => stderr.write(text);
  if (options.progress === 'json') {
    const { createJsonReporter } = await import('./json-reporter.ts');
    return createJsonReporter(write);
  }
  if (options.quiet || !stderr.isTTY) {
    const { createPlainReporter } = await import('./plain-reporter.ts');
    return createPlainReporter(write, options.quiet ?? false);
  }
  const { createBarReporter } = await import('./bar-reporter.ts');
  return createBarReporter(stderr);
}

/** Wrap a reporter so that `show` replaces each text. */
function hideSecrets(reporter: Reporter, show: (text: string) => string): Reporter {
  const showOutcome = (outcome: FilmOutcome): FilmOutcome => ({
    ...outcome,
    film: show(outcome.film),
    reason: show(outcome.reason),
  });
  return {
    begin: (input) => reporter.begin(show(input)),
    event: (input, event) => reporter.event(show(input), event),
    warn: (input, message) => reporter.warn(show(input), show(message)),
    done: (input) => reporter.done(show(input)),
    wrote: (input, output) => reporter.wrote(show(input), output),
    submission: (progress) => reporter.submission(progress),
    outcome: (outcome) => reporter.outcome(showOutcome(outcome)),
    summarize: (outcomes) => reporter.summarize(outcomes.map(showOutcome)),
    fail: (message, exitCode, input) => reporter.fail(show(message), exitCode, input && show(input)),
    clear: () => reporter.clear(),
  };
}
