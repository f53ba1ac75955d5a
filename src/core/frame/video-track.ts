/** A video track of a container: what is needed to choose among several. */
export interface VideoTrack {
  /** Stream number in the container, counted from 0. */
  readonly stream: number;
  /** Pixels; 0 where the container does not state them. */
  readonly width: number;
  readonly height: number;
  /** Whether the container marks it as a default track. */
  readonly isDefault: boolean;
  /** Whether the container marks it as made for visually or hearing impaired people. */
  readonly isForImpaired: boolean;
  /** Frames that the container states, or null. */
  readonly frames: number | null;
  /** Seconds that the container states, or null. */
  readonly seconds: number | null;
}

/** One track's part of the first {@link FIRST_VIDEO_PACKETS} video packets of a container. */
export interface TrackStart {
  readonly packets: number;
  /** From its first packet to its last. */
  readonly seconds: number;
}

/**
 * Video packets that are counted, over all tracks together, where a container states no lengths:
 * about 20 s of two interleaved tracks.
 */
export const FIRST_VIDEO_PACKETS = 1000;

/**
 * A track with less than this share of the most frames is not the film: a still, a cover, a slide
 * show.
 */
const MIN_SHARE_OF_FRAMES = 0.1;

/** A track that is shorter than this share of the longest is not the film: an intro, a trailer. */
const MIN_SHARE_OF_SECONDS = 0.5;

/** Whether the first packets must be counted before {@link rankVideoTracks} can compare tracks. */
export function needsTrackStarts(tracks: readonly VideoTrack[]): boolean {
  return tracks.length > 1 && tracks.some(({ frames, seconds }) => frames === null || seconds === null);
}

/**
 * Rank the video tracks of a container, the film first: the tracks with most of the frames and most
 * of the length, then those marked as default and not made for the impaired, then the larger
 * picture, then the first. All readers use this rule, so that they choose the same track.
 *
 * Bit rates are not compared: versions of FFmpeg estimate them differently.
 *
 * @param tracks without cover art.
 * @param starts by number of stream, where {@link needsTrackStarts} asks for them. A stated length
 * is compared with other stated lengths only: where one track states none, all are compared by what
 * was counted.
 */
export function rankVideoTracks(
  tracks: readonly VideoTrack[],
  starts: ReadonlyMap<number, TrackStart> = new Map(),
): VideoTrack[] {
  const frames = readLengths(
    tracks.map((track) => track.frames),
    tracks.map(({ stream }) => starts.get(stream)?.packets ?? 0),
  );
  const seconds = readLengths(
    tracks.map((track) => track.seconds),
    tracks.map(({ stream }) => starts.get(stream)?.seconds ?? 0),
  );
  const mostFrames = Math.max(...frames);
  const mostSeconds = Math.max(...seconds);
  const rank = (track: VideoTrack, i: number) => {
    const isMoving = frames[i]! >= MIN_SHARE_OF_FRAMES * mostFrames;
    const isLong = seconds[i]! >= MIN_SHARE_OF_SECONDS * mostSeconds;
    return [
      // No frame was ever found in a track without a size.
      track.width * track.height > 0 ? 1 : 0,
      isMoving ? (isLong ? 2 : 1) : 0,
      (track.isForImpaired ? 0 : 1) + (track.isDefault ? 1 : 0),
      track.width * track.height,
    ];
  };
  return tracks
    .map((track, i) => ({ track, rank: rank(track, i) }))
    .sort((a, b) => {
      const at = a.rank.findIndex((value, i) => value !== b.rank[i]);
      return at < 0 ? a.track.stream - b.track.stream : b.rank[at]! - a.rank[at]!;
    })
    .map(({ track }) => track);
}

const readLengths = (stated: readonly (number | null)[], counted: readonly number[]): readonly number[] =>
  stated.every((length) => length !== null) ? stated : counted;

/**
 * Describe which of several video tracks is read, as a warning.
 *
 * @param ranked by {@link rankVideoTracks}; the first is read.
 * @returns null for a file with one.
 */
export function describeTrackChoice(ranked: readonly VideoTrack[]): string | null {
  const [chosen, ...others] = ranked;
  if (chosen === undefined || others.length === 0) return null;
  const name = ({ stream, width, height }: VideoTrack) => `stream ${stream} (${width}x${height})`;
  const rest = others.toSorted((a, b) => a.stream - b.stream).map(name);
  return `the file has ${ranked.length} video tracks; ${name(chosen)} is read, not ${rest.join(', ')}`;
}
