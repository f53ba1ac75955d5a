import {
  type FilmInfo,
  measureTrack,
  type PacketIndex,
  type Picture,
  type Ratio,
  resolveColor,
} from '../../../core/frame/index.ts';
import { claimSeconds, type DurationClaim } from './claimed-duration.ts';

/** What a container states of its video track. */
export interface StatedTrack {
  readonly stream: number;
  /** FFmpeg's name. */
  readonly codec: string;
  readonly title: string | null;
  /** The average frame rate; 0/0 where the container states none. */
  readonly frameRate: Ratio;
  readonly claim: DurationClaim | null;
}

/**
 * Build the description of a film from its container, its first picture and its packets.
 *
 * @param picture with `shown`.
 * @param firstTicks the presentation time of the first frame, ticks.
 */
export function buildFilmInfo(
  { stream, codec, title, frameRate, claim }: StatedTrack,
  picture: Picture,
  index: PacketIndex,
  firstTicks: number,
): FilmInfo {
  const track = measureTrack(index, firstTicks);
  const { timeBase, parts } = index;
  const tick = timeBase.num / timeBase.den;
  const seconds = (track.endTicks - track.firstTicks) * tick;
  return {
    stream,
    codec,
    width: picture.width,
    height: picture.height,
    ...picture.shown!,
    frameRate: isStated(frameRate) ? frameRate : countFrameRate(track.frames, seconds),
    color: resolveColor(picture),
    timeBase,
    title,
    track,
    claimedSeconds: parts === undefined ? claimSeconds(claim, track.firstTicks * tick) : null,
    ...(parts !== undefined && { parts }),
  };
}

/** Choose the first pixel aspect that is stated; square where none is. */
export function choosePixelAspect(...aspects: readonly Ratio[]): Ratio {
  const { num, den } = aspects.find(isStated) ?? { num: 1, den: 1 };
  return { num, den };
}

/** Trim a tag of the container; null for an empty one. */
export const trimTag = (text: string | null | undefined): string | null => text?.trim() || null;

const isStated = ({ num, den }: Ratio): boolean => num > 0 && den > 0;

const countFrameRate = (frames: number, seconds: number): Ratio => ({
  num: Math.max(1, Math.round((1000 * frames) / Math.max(seconds, 1e-3))),
  den: 1000,
});
