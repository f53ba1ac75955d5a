import { FilmError } from '../../../core/frame/index.ts';

/**
 * The used parts of the FFmpeg binding: its low-level synchronous classes and FFmpeg's constants.
 */
export interface Libav {
  readonly lib: typeof import('node-av/lib');
  readonly constants: typeof import('node-av/constants');
}

let loading: Promise<Libav> | undefined;

/**
 * Load the FFmpeg binding once. It is an optional dependency.
 *
 * @throws {FilmError} `backend-missing`, with the command that installs it.
 */
export function loadLibav(): Promise<Libav> {
  loading ??= Promise.all([import('node-av/lib'), import('node-av/constants')]).then(
    ([lib, constants]) => {
      // Our own messages, with the film's name, replace FFmpeg's output on stderr.
      lib.Log.setLevel(constants.AV_LOG_QUIET);
      return { lib, constants };
    },
    (cause: unknown) => {
      throw new FilmError('backend-missing', 'no decoder is installed; run: npm install node-av', { cause });
    },
  );
  return loading;
}
