import type { Fingerprint, FingerprintOptions, SpanRunner } from '../../app/index.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';

/** Reads films one after another, each with all processes, and shows how far it is. */
export interface FilmReader {
  /** Give the fingerprint of a film, or the one that a file is. */
  read(input: string): Promise<Fingerprint>;
  /** End the processes. */
  close(): void;
}

/**
 * Make a reader. Its processes start with the first film.
 *
 * @param options how films are read.
 * @param jobs processes; the cores when absent.
 */
export function createFilmReader(
  options: FingerprintOptions,
  jobs: number | undefined,
  { signal }: Terminal,
  report: Reporter,
): FilmReader {
  let runner: SpanRunner | undefined;
  return {
    async read(input) {
      const app = await import('../../app/index.ts');
      if (app.isFingerprintFile(input)) return app.readFingerprint(input);
      runner ??= app.createLocalRunner({ jobs, signal });
      report.begin(input);
      const { fingerprint, warnings } = await app.fingerprintFilm(input, options, {
        runner,
        onEvent: (event) => report.event(input, event),
      });
      report.done(input);
      for (const warning of warnings) report.warn(input, warning);
      return fingerprint;
    },
    close: () => runner?.close(),
  };
}
