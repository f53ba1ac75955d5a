import {
  FilmError,
  type FilmInfo,
  measureTrack,
  type PacketIndex,
  type Ratio,
  resolveColor,
  type Shown,
} from '../../../core/frame/index.ts';
import { claimSeconds } from '../formats/claimed-duration.ts';
import { isFieldPicture, stretchField } from '../formats/field-pictures.ts';
import { type Orientation, turnOrientation, UPRIGHT } from '../formats/orientation.ts';
import type { FfmpegDecoding, PipedFrame } from './decoding.ts';
import type { FfmpegTrack } from './probe.ts';
import type { ShownInfo } from './showinfo.ts';

/** A frame, and how it is shown. */
export interface ShownPiped extends PipedFrame {
  readonly shown: Shown;
}

/**
 * Say how a frame is shown. The container's word holds; FFmpeg puts its pixel aspect over the frame's own.
 *
 * @param isMirrored whether the display matrices of the stream mirror.
 */
export function showPicture(
  track: FfmpegTrack,
  { pixelAspect, turn, isInterlaced }: ShownInfo,
  isMirrored: boolean,
): Shown {
  const own: Orientation = turn === null ? UPRIGHT : turnOrientation(turn, isMirrored);
  const stated = [pixelAspect, track.pixelAspect].find(isStated) ?? { num: 1, den: 1 };
  const isField = isFieldPicture(track.codec, isInterlaced);
  return { ...(track.orientation ?? own), pixelAspect: isField ? stretchField(stated) : stated };
}

/** Put together what container, first frame and packets tell of a film. */
export function readFilmInfo(track: FfmpegTrack, { info, picture, shown }: ShownPiped, index: PacketIndex): FilmInfo {
  const measured = measureTrack(index, info.pts);
  const { num, den } = index.timeBase;
  const seconds = ((measured.endTicks - measured.firstTicks) * num) / den;
  return {
    stream: track.stream,
    codec: track.codec,
    width: info.width,
    height: info.height,
    ...shown,
    frameRate: isStated(track.frameRate) ? track.frameRate : countFrameRate(measured.frames, seconds),
    color: resolveColor(picture),
    timeBase: index.timeBase,
    title: track.title,
    track: measured,
    claimedSeconds: index.parts === undefined ? claimSeconds(track.claim, (measured.firstTicks * num) / den) : null,
    ...(index.parts !== undefined && { parts: index.parts }),
  };
}

const isStated = ({ num, den }: Ratio): boolean => num > 0 && den > 0;

const countFrameRate = (frames: number, seconds: number): Ratio => ({
  num: Math.max(1, Math.round((1000 * frames) / Math.max(seconds, 1e-3))),
  den: 1000,
});

/** What FFmpeg prints where it has no decoder: up to FFmpeg 6, and since. */
const NO_DECODER = /Decoder \(codec .*\) not found|no decoder found for|Unknown decoder/i;

/** Say why not one frame came out. */
export function explainNoFrame(path: string, codec: string, { errors }: FfmpegDecoding): FilmError {
  if (NO_DECODER.test(errors)) {
    return new FilmError('no-decoder', `${path}: no decoder for its codec, ${codec}`);
  }
  const reason = errors.split('\n').at(-1)!;
  return new FilmError('decode-failed', `${path}: not one frame could be decoded${reason && ` (${reason})`}`);
}

/** What FFmpeg prints where hardware does not decode; some of it lets FFmpeg go on in software without a word more. */
const NO_HARDWARE = /hwaccel|Device (?:creation|setup) failed|No device available|Failed setup for format/i;

/** Say why hardware did not decode a film's first frame, or null where it did. */
export function explainHardware({ errors }: FfmpegDecoding, hasFrame: boolean): string | null {
  const lines = errors.split('\n');
  const reason = lines.find((line) => NO_HARDWARE.test(line));
  if (reason !== undefined) return reason.replace(/\.$/, '');
  return hasFrame ? null : lines.at(-1) || 'no frame came out';
}
