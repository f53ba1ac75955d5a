import type { Fingerprint, FingerprintOptions, PictureSource, SpanRunner } from '../../app/internal.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';

/** Reads films one at a time, each with all processes, and reports progress. */
export interface FilmReader {
  /** Compute the fingerprint of a film, or load a fingerprint file. */
  read(input: string): Promise<Fingerprint>;
  /** Read frames of a film. */
  readonly readPictures: PictureSource;
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
  const getRunner = ({ createLocalRunner }: typeof import('../../app/internal.ts')) => {
    runner ??= (createRunner ?? createLocalRunner)({ jobs, signal });
    return runner;
  };
  return {
    async read(input) {
      const app = await import('../../app/internal.ts');
      if (app.isFingerprintFile(input)) return app.readFingerprint(input);
      report.begin(input);
      const { fingerprint, warnings } = await app.fingerprintFilm(input, options, {
        runner: getRunner(app),
        onEvent: (event) => report.event(input, event),
      });
      report.done(input);
      for (const warning of warnings) report.warn(input, warning);
      return fingerprint;
    },
    async readPictures(input, times) {
      const app = await import('../../app/internal.ts');
      if (app.isFingerprintFile(input)) return null;
      return app.readPictures(input, times, options, getRunner(app));
    },
    close: () => runner?.close(),
  };
}
