import { FilmError, type Shown } from '../../../core/frame/index.ts';
import { isFieldPicture, stretchField } from '../formats/field-pictures.ts';
import { choosePixelAspect } from '../formats/film-info.ts';
import { type Orientation, turnOrientation, UPRIGHT } from '../formats/orientation.ts';
import type { FfmpegDecoding } from './decoding.ts';
import type { FfmpegTrack } from './probe.ts';
import type { ShownInfo } from './showinfo.ts';

/**
 * Read how a frame is shown. The container overrides the frame; FFmpeg itself prefers the container's
 * pixel aspect.
 *
 * @param isMirrored whether the display matrices of the stream mirror.
 */
export function showPicture(
  track: FfmpegTrack,
  { pixelAspect, turn, isInterlaced }: ShownInfo,
  isMirrored: boolean,
): Shown {
  const own: Orientation = turn === null ? UPRIGHT : turnOrientation(turn, isMirrored);
  const stated = choosePixelAspect(pixelAspect, track.pixelAspect);
  const isField = isFieldPicture(track.codec, isInterlaced);
  return { ...(track.orientation ?? own), pixelAspect: isField ? stretchField(stated) : stated };
}

/** FFmpeg's messages for a missing decoder: up to FFmpeg 6, and later. */
const NO_DECODER = /Decoder \(codec .*\) not found|no decoder found for|Unknown decoder/i;

/** Explain why FFmpeg gave no frame. */
export function explainNoFrame(path: string, codec: string, { errors }: FfmpegDecoding): FilmError {
  if (NO_DECODER.test(errors)) {
    return new FilmError('no-decoder', `${path}: no decoder for its codec, ${codec}`);
  }
  const reason = errors.split('\n').at(-1)!;
  return new FilmError('decode-failed', `${path}: not one frame could be decoded${reason && ` (${reason})`}`);
}

/** FFmpeg's messages for hardware that does not decode. After some of them FFmpeg continues in software. */
const NO_HARDWARE = /hwaccel|Device (?:creation|setup) failed|No device available|Failed setup for format/i;

/** Explain why hardware did not decode a film's first frame; null where it did. */
export function explainHardware({ errors }: FfmpegDecoding, hasFrame: boolean): string | null {
  const lines = errors.split('\n');
  const reason = lines.find((line) => NO_HARDWARE.test(line));
  if (reason !== undefined) return reason.replace(/\.$/, '');
  return hasFrame ? null : lines.at(-1) || 'no frame was decoded';
}
