import { type Backend, FilmError, type FrameSource } from '../../core/frame/index.ts';
import { openFfmpegSource } from './ffmpeg/source.ts';
import { readFfmpegVersion } from './ffmpeg/version.ts';
import { nameBackend } from './libav/info.ts';
import { loadLibav } from './libav/libav.ts';
import { openLibavSource } from './libav/source.ts';
import { findSequence } from './sequences/picture-sequence.ts';
import { openSequenceSource } from './sequences/sequence-source.ts';
import { explainStill } from './stills/explain-still.ts';
import { detectStill, isAnimatedWebp } from './stills/still-format.ts';

/** The backends by name. */
export const BACKENDS = ['libav', 'ffmpeg'] as const;

/** The choice of backend: a name, or `auto` for an installed one, the binding first. */
export interface ReaderOptions {
  /** @default 'auto' */
  readonly backend?: (typeof BACKENDS)[number] | 'auto' | undefined;
  /**
   * FFmpeg's name of a hardware decoder, or null for software. Only the `ffmpeg` backend supports
   * hardware.
   */
  readonly hwaccel?: string | null | undefined;
  /**
   * Stream number in the container, counted from 0.
   *
   * @default the best video track
   */
  readonly stream?: number | undefined;
  /**
   * Skip decoding steps without visible effect on colours; see {@link LibavSourceOptions}.
   *
   * @default true
   */
  readonly hasShortcuts?: boolean | undefined;
}

/**
 * Open a film, or a sequence of numbered pictures, with the requested backend or an installed one.
 *
 * @throws {FilmError} `backend-missing`, with the command that installs one; other codes for a film
 * that cannot be read.
 */
export async function openFilmSource(path: string, options: ReaderOptions = {}): Promise<FrameSource> {
  const { hwaccel = null, stream, hasShortcuts } = options;
  const backend = await chooseBackend(options);
  const sequence = await findSequence(path);
  if (sequence !== null) {
    const { version } = backend === 'ffmpeg' ? await findFfmpeg() : await findLibav();
    return openSequenceSource(sequence, { backend: { name: backend, version }, hwaccel, stream });
  }
  try {
    return backend === 'ffmpeg'
      ? await openFfmpegSource(path, { hwaccel, stream, hasShortcuts })
      : await openLibavSource(path, { stream, hasShortcuts });
  } catch (error) {
    if (!(error instanceof FilmError) || error.code !== 'unreadable') throw error;
    const still = await detectStill(path).catch(() => null);
    throw still === null ? error : explainStill(path, still, await isAnimatedWebp(path));
  }
}

/**
 * Load the backend that `auto` chooses first, before a film is opened. Without it nothing happens:
 * opening a film reports what is missing.
 */
export const preloadBackend = (): Promise<void> => findLibav().then(ignore, ignore);

/** List the installed backends and their versions. `auto` uses the first one. */
export async function listBackends(): Promise<readonly Backend[]> {
  const found = [findLibav, findFfmpeg].map((find) => find().catch(forgive));
  return (await Promise.all(found)).filter((backend) => backend !== null);
}

const findLibav = async (): Promise<Backend> => nameBackend(await loadLibav());
const findFfmpeg = async (): Promise<Backend> => ({ name: 'ffmpeg', version: await readFfmpegVersion() });

const ignore = () => {};

function forgive(error: unknown): null {
  if (error instanceof FilmError && error.code === 'backend-missing') return null;
  throw error;
}

async function chooseBackend({ backend = 'auto', hwaccel }: ReaderOptions): Promise<(typeof BACKENDS)[number]> {
  if (backend !== 'auto') return backend;
  if (hwaccel) return 'ffmpeg';
  if ((await findLibav().catch(forgive)) !== null) return 'libav';
  if ((await findFfmpeg().catch(forgive)) !== null) return 'ffmpeg';
  throw new FilmError(
    'backend-missing',
    'no film decoder is installed; run: npm install node-av, or install FFmpeg so that ffmpeg and ffprobe are in the PATH',
  );
}
