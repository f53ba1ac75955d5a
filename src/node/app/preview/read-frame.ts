import type { GlimpsePlace, Shown } from '../../../core/frame/index.ts';
import { FilmError, planDecode, toTicks } from '../../../core/frame/index.ts';
import { encodeJpeg } from '../../raster/index.ts';
import type { PreviewRunner } from '../workers/preview-runner.ts';
import type { Survey } from '../workers/span-runner.ts';

/** Approximate number of pixels of a frame: 1,136 x 640 for a 16:9 picture. */
const FRAME_PIXELS = 727_040;

/** How pictures are shown that do not state it, of a film that is not surveyed. */
const UPRIGHT: Shown = { isMirrored: false, rotationDegrees: 0, pixelAspect: { num: 1, den: 1 } };

/** Reads frames of one film. */
export interface FrameReader {
  /**
   * Read a frame: the one shown at a time, or the key frame at a share of the film.
   *
   * @returns a JPEG file, upright, with square pixels, black bars included.
   * @throws {FilmError} `decode-failed` if there is no such frame, or it cannot be decoded.
   */
  read(at: GlimpsePlace): Promise<Uint8Array>;
}

/**
 * Create a reader of a film's frames. Where the film's backend can, it seeks in the film; otherwise
 * it surveys the film first, once.
 *
 * @param runner of one process at least. The caller keeps ownership.
 */
export function createFrameReader(path: string, runner: PreviewRunner): FrameReader {
  let surveyed: Promise<Survey> | null = null;

  async function readSurveyed(at: GlimpsePlace) {
    surveyed ??= runner.survey(path, {});
    const { info, index, reader } = await surveyed;
    const { track, timeBase } = info;
    const length = (track.endTicks - track.firstTicks) * (timeBase.num / timeBase.den);
    const seconds = 'seconds' in at ? at.seconds : at.share * length;
    const instant = toTicks(Float64Array.of(Math.min(seconds, length)), track.firstTicks, timeBase);
    const [span] = planDecode(index, track.isTimed, instant).spans;
    return span === undefined
      ? null
      : runner.readPicture({ path, reader, at: { span }, shown: info, pixels: FRAME_PIXELS });
  }

  return {
    async read(at) {
      const seen = surveyed === null ? await runner.readPicture(glimpseOf(path, at)) : null;
      const picture = seen ?? (await readSurveyed(at));
      if (picture === null) throw new FilmError('decode-failed', `${path}: this frame cannot be decoded`);
      return encodeJpeg(picture);
    },
  };
}

const glimpseOf = (path: string, at: GlimpsePlace) => ({ path, reader: {}, at, shown: UPRIGHT, pixels: FRAME_PIXELS });
