import { FilmError } from '../../../core/frame/index.ts';

/**
 * The parts in use of the FFmpeg binding: its low-level synchronous classes and FFmpeg's constants.
 */
export interface Libav {
  readonly lib: typeof import('node-av/lib');
  readonly constants: typeof import('node-av/constants');
}

let loading: Promise<Libav> | undefined;

/**
 * Load the FFmpeg binding, an optional dependency, once.
 *
 * @throws {FilmError} `backend-missing`, with the install command.
 */
export function loadLibav(): Promise<Libav> {
  loading ??= Promise.all([import('node-av/lib'), import('node-av/constants')]).then(
    ([lib, constants]) => {
      // Errors are reported with the film's name, so FFmpeg need not print them on stderr.
      lib.Log.setLevel(constants.AV_LOG_QUIET);
      return { lib, constants };
    },
    (cause: unknown) => {
      throw new FilmError('backend-missing', 'no decoder is installed; run: npm install node-av', { cause });
    },
  );
  return loading;
}
