import type { Ratio } from '../../../core/frame/index.ts';

/** A container's statement of a track's duration. */
export interface DurationClaim {
  readonly seconds: number;
  /** Whether it is the end of the track on the container's clock, not its duration. */
  readonly isEnd: boolean;
}

/**
 * Read a container's statement: the track's own duration, otherwise Matroska's tag `DURATION`.
 *
 * FFmpeg writes the end of the track into that tag (`mkv_write_trailer` in
 * libavformat/matroskaenc.c), mkvmerge its duration, together with the tag `_STATISTICS_TAGS`
 * (`track_statistics_c` in src/common/track_statistics.h).
 *
 * @param ticks the track's own duration; NaN or 0 if absent.
 * @param readTag returns a tag of the track, or null.
 */
export function readDurationClaim(
  ticks: number,
  { num, den }: Ratio,
  readTag: (name: string) => string | null,
): DurationClaim | null {
  if (ticks > 0) return { seconds: (ticks * num) / den, isEnd: false };
  const tag = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(readTag('DURATION') ?? '');
  if (tag === null) return null;
  const seconds = Number(tag[1]) * 3600 + Number(tag[2]) * 60 + Number(tag[3]);
  return { seconds, isEnd: !/\bDURATION\b/.test(readTag('_STATISTICS_TAGS') ?? '') };
}

/**
 * Compute the stated duration in seconds of a track whose first frame is shown at a time on the
 * container's clock; null if the container states none.
 */
export function claimSeconds(claim: DurationClaim | null, first: number): number | null {
  if (claim === null) return null;
  return claim.isEnd && claim.seconds > first ? claim.seconds - first : claim.seconds;
}
