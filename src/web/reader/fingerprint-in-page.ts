import type { Column, Fingerprint } from '../../core/fingerprint/index.ts';
import { FilmError } from '../../core/frame/index.ts';
import { checkOptions, FILM_OPTIONS } from '../../core/options/index.ts';
import { startReading } from './start-reading.ts';
import type { FilmEvent } from './workers/messages.ts';

/** How a page reads a film. */
export interface PageFingerprintOptions {
  /**
   * Instants to sample, from 1 up, at most one per frame.
   *
   * @default 3600
   */
  readonly samples?: number | undefined;
  /**
   * Whether shots are detected: every frame is decoded.
   *
   * @default false
   */
  readonly shots?: boolean | undefined;
  /** Stops reading. The promise is rejected with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of sampled instants whose colours are final. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
  /**
   * Called for each column when its colours are known: first some from all over the film, then all,
   * in no order. `isFinal` is false for the first look, whose columns have times of their own.
   */
  readonly onColumn?: ((column: Column, isFinal: boolean) => void) | undefined;
  /** Called for each sentence about what a viewer should know: frames that could not be decoded. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /**
   * Starts a module worker with the file `chromatheque/browser/worker`, which must be served as it
   * is: it starts more workers from its own address.
   *
   * @default from `worker.js` beside this module
   */
  readonly createWorker?: (() => Worker) | undefined;
}

/**
 * Sample a film and find the colours of each frame, in workers of this page.
 *
 * @param film a `Blob` or `File`, which is read in parts, or an address that the page may fetch,
 *   which is downloaded first. A `File` gives the film its name.
 * @throws {OptionError} for options out of range, before any work.
 * @throws {FilmError} for a film that this browser cannot read.
 */
export async function fingerprintInPage(
  film: Blob | URL | string,
  options: PageFingerprintOptions = {},
): Promise<Fingerprint> {
  const { samples = FILM_OPTIONS.samples.default, shots = false, signal, createWorker } = options;
  checkOptions(FILM_OPTIONS, { samples, shots });
  signal?.throwIfAborted();
  const file = await openFile(film, signal);
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      reading.stop();
      signal?.removeEventListener('abort', stop);
      reject(error);
    };
    const stop = () => fail(signal?.reason);
    let total = 0;
    const handle = (event: FilmEvent) => {
      switch (event.kind) {
        case 'surveyed':
          total = event.times.length;
          options.onProgress?.({ done: 0, total });
          break;
        case 'columns':
          for (const { column, slot } of event.columns) options.onColumn?.(column, slot !== null);
          break;
        case 'progress':
          if (event.stage === 'exact') options.onProgress?.({ done: scale(event, total), total });
          break;
        case 'done':
          signal?.removeEventListener('abort', stop);
          for (const warning of event.warnings) options.onWarning?.(warning);
          resolve(event.fingerprint);
          break;
        case 'failed':
          fail(new FilmError(event.code === 'internal' ? 'decode-failed' : event.code, event.message));
          break;
      }
    };
    const reading = startReading(file, { samples, hasShots: shots, createWorker }, (event) => {
      try {
        handle(event);
      } catch (error) {
        // Of a callback: it ends the call, as a rejected promise would.
        fail(error);
      }
    });
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Express how many frames are done in samples: one frame may be that of several. */
const scale = ({ done, total: frames }: { done: number; total: number }, total: number): number =>
  frames === 0 ? total : Math.floor((done / frames) * total);

async function openFile(film: Blob | URL | string, signal: AbortSignal | undefined): Promise<File> {
  if (film instanceof File) return film;
  if (film instanceof Blob) return new File([film], 'film', { type: film.type });
  const address = new URL(film, location.href);
  const name = decodeURIComponent(address.pathname.split('/').at(-1) ?? '') || address.hostname;
  let response: Response;
  try {
    response = await fetch(address, signal ? { signal } : {});
  } catch (cause) {
    signal?.throwIfAborted();
    throw new FilmError('unreadable', `${name}: the server does not answer, or does not allow this page`, { cause });
  }
  if (!response.ok) {
    const code = response.status === 404 || response.status === 410 ? 'not-found' : 'unreadable';
    throw new FilmError(code, `${name}: the server answers ${response.status}`);
  }
  return new File([await response.blob()], name);
}
