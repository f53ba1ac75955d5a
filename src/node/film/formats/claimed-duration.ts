import type { Ratio } from '../../../core/frame/index.ts';

/** What a container says of how long a track is. */
export interface DurationClaim {
  readonly seconds: number;
  /** Whether it is the time at which the track ends, on the container's clock, and not its length. */
  readonly isEnd: boolean;
}

/**
 * Read what a container claims: the track's own duration where it has one, else the tag `DURATION` of Matroska.
 *
 * FFmpeg writes the time at which the track ends into that tag (`mkv_write_trailer` in libavformat/matroskaenc.c), mkvmerge its
 * length, together with the tag `_STATISTICS_TAGS` (`track_statistics_c` in src/common/track_statistics.h).
 *
 * @param ticks the track's own duration, NaN or 0 for none.
 * @param readTag gives a tag of the track, or null.
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
 * Say how many seconds a container claims for a track whose first frame is shown at a time on the container's clock; null where
 * it claims nothing.
 */
export function claimSeconds(claim: DurationClaim | null, first: number): number | null {
  if (claim === null) return null;
  return claim.isEnd && claim.seconds > first ? claim.seconds - first : claim.seconds;
}
