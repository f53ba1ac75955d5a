import { FilmError } from '../../../core/frame/index.ts';

/** The FFmpeg binding, as far as it is used: its low-level synchronous classes and FFmpeg's constants. */
export interface Libav {
  readonly lib: typeof import('node-av/lib');
  readonly constants: typeof import('node-av/constants');
}

let loading: Promise<Libav> | undefined;

/**
 * Load the FFmpeg binding, an optional dependency, once.
 *
 * @throws {FilmError} `backend-missing`, with the line that installs it.
 */
export function loadLibav(): Promise<Libav> {
  loading ??= Promise.all([import('node-av/lib'), import('node-av/constants')]).then(
    ([lib, constants]) => {
      // What FFmpeg would print on stderr we say ourselves, with the film's name.
      lib.Log.setLevel(constants.AV_LOG_QUIET);
      return { lib, constants };
    },
    (cause: unknown) => {
      throw new FilmError('backend-missing', 'no decoder is installed; run: npm install node-av', { cause });
    },
  );
  return loading;
}
