import type { Ratio } from '../../../core/frame/index.ts';

/** The duration that a container states for a track. */
export interface DurationClaim {
  readonly seconds: number;
  /** Whether it is the end time of the track on the container's clock, and not its length. */
  readonly isEnd: boolean;
}

/**
 * Read the claimed duration: the track's own if it has one, else the tag `DURATION` of Matroska.
 *
 * FFmpeg writes the end time of the track into that tag (`mkv_write_trailer` in
 * libavformat/matroskaenc.c). mkvmerge writes the length, together with the tag `_STATISTICS_TAGS`
 * (`track_statistics_c` in src/common/track_statistics.h).
 *
 * @param ticks the track's own duration, NaN or 0 for none.
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
 * Compute how many seconds a container claims for a track whose first frame is shown at the given
 * time on the container's clock; null if it claims nothing.
 */
export function claimSeconds(claim: DurationClaim | null, first: number): number | null {
  if (claim === null) return null;
  return claim.isEnd && claim.seconds > first ? claim.seconds - first : claim.seconds;
}
