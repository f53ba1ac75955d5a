import type { Fingerprint, FingerprintOptions, SpanRunner } from '../../app/index.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';

/** Reads films one at a time, each with all processes, and reports progress. */
export interface FilmReader {
  /** Compute the fingerprint of a film, or load a fingerprint file. */
  read(input: string): Promise<Fingerprint>;
  /** Stop the processes. */
  close(): void;
}

/**
 * Create a reader. Its processes start with the first film.
 *
 * @param jobs number of processes; the default is the number of cores.
 */
export function createFilmReader(
  options: FingerprintOptions,
  jobs: number | undefined,
  { signal, createRunner }: Terminal,
  report: Reporter,
): FilmReader {
  let runner: SpanRunner | undefined;
  return {
    async read(input) {
      const app = await import('../../app/index.ts');
      if (app.isFingerprintFile(input)) return app.readFingerprint(input);
      runner ??= (createRunner ?? app.createLocalRunner)({ jobs, signal });
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
