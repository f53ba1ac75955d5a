import type {
  Fingerprint,
  FingerprintEvent,
  FingerprintOptions,
  PaletteWork,
  PictureSource,
  SpanRunner,
} from '../../app/internal.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';

/** Reads films one at a time, each with all processes, and reports progress. */
export interface FilmReader {
  /** Compute the fingerprint of a film, or load a fingerprint file. */
  read(input: string): Promise<Fingerprint>;
  /** Begin an input that may be a film: for functions that find out, and sample it. */
  begin(input: string): InputWork;
  /** Read frames of a film. */
  readonly readPictures: PictureSource;
  /** Stop the processes. */
  close(): void;
}

/** What reading an input needs, and reports. */
export interface InputWork extends PaletteWork {
  readonly onFilm: () => void;
  readonly onEvent: (event: FingerprintEvent) => void;
  /** Call when the input was read, with its warnings. */
  readonly conclude: (warnings: readonly string[]) => void;
}

/**
 * Create a reader. Its processes start with the first film.
 *
 * @param options how `read` and `readPictures` read films.
 * @param jobs number of processes; the default is the number of cores.
 */
export async function createFilmReader(
  options: FingerprintOptions,
  jobs: number | undefined,
  { signal, createRunner }: Terminal,
  report: Reporter,
): Promise<FilmReader> {
  const app = await import('../../app/internal.ts');
  let runner: SpanRunner | undefined;
  const getRunner = () => {
    runner ??= (createRunner ?? app.createLocalRunner)({ jobs, signal });
    return runner;
  };
  function begin(input: string): InputWork {
    let isFilm = false;
    return {
      getRunner,
      onFilm() {
        isFilm = true;
        report.begin(input);
      },
      onEvent: (event) => report.event(input, event),
      conclude(warnings) {
        if (isFilm) report.done(input);
        for (const warning of warnings) report.warn(input, warning);
      },
    };
  }
  return {
    begin,
    async read(input) {
      if (app.isFingerprintFile(input)) return app.readFingerprint(input);
      const { onFilm, onEvent, conclude } = begin(input);
      onFilm();
      const { fingerprint, warnings } = await app.fingerprintFilm(input, options, { runner: getRunner(), onEvent });
      conclude(warnings);
      return fingerprint;
    },
    async readPictures(input, times) {
      if (app.isFingerprintFile(input)) return null;
      return app.readPictures(input, times, options, getRunner());
    },
    close: () => runner?.close(),
  };
}
