import type { FormatContext, Stream } from 'node-av/lib';
import {
  describeTrackChoice,
  FIRST_VIDEO_PACKETS,
  needsTrackStarts,
  rankVideoTracks,
  type TrackStart,
  type VideoTrack,
} from '../../../core/frame/index.ts';
import { TrackCounts } from '../formats/track-counts.ts';
import type { FilmPlace } from '../identity/film-place.ts';
import { explainNoVideo } from '../no-video.ts';
import { openLibavContainer } from './container.ts';
import { readClaim } from './info.ts';
import type { Libav } from './libav.ts';
import { readTicks } from './packets.ts';

/** The chosen video track in its open container. */
export interface LibavTrack {
  readonly container: FormatContext;
  readonly stream: Stream;
  /**
   * Which of several tracks is read, as a sentence; null if there is one track or the caller chose.
   */
  readonly choice: string | null;
}

/**
 * Open a film and choose its video track: the requested stream, otherwise the first of {@link
 * rankVideoTracks}, never cover art. Packets of all other streams are discarded.
 *
 * @returns the container at its beginning; the caller must close it.
 * @throws {FilmError} `unreadable`, or `no-video`, also if the requested stream is not a video
 * track.
 */
export function openVideoTrack(libav: Libav, film: FilmPlace, asked?: number): LibavTrack {
  let container = openLibavContainer(libav, film);
  try {
    const tracks = listVideoTracks(libav, container);
    let ranked = tracks.filter(({ stream }) => stream === asked);
    let choice: string | null = null;
    if (asked === undefined) {
      let starts: Map<number, TrackStart> | undefined;
      if (needsTrackStarts(tracks)) {
        starts = countTrackStarts(libav, container, tracks);
        container.closeInputSync();
        film.check();
        container = openLibavContainer(libav, film);
      }
      ranked = rankVideoTracks(tracks, starts);
      choice = describeTrackChoice(ranked);
    }
    const stream = container.streams.find(({ index }) => index === ranked[0]?.stream);
    if (stream === undefined) {
      throw explainNoVideo(
        film.path,
        asked,
        tracks.map((track) => track.stream),
      );
    }
    readOnly(libav, container, [stream.index]);
    return { container, stream, choice };
  } catch (error) {
    container.closeInputSync();
    throw error;
  }
}

function listVideoTracks(libav: Libav, container: FormatContext): VideoTrack[] {
  const {
    AVMEDIA_TYPE_VIDEO,
    AV_DISPOSITION_ATTACHED_PIC,
    AV_DISPOSITION_TIMED_THUMBNAILS,
    AV_DISPOSITION_DEFAULT,
    AV_DISPOSITION_HEARING_IMPAIRED,
    AV_DISPOSITION_VISUAL_IMPAIRED,
  } = libav.constants;
  const isStill = (stream: Stream) =>
    stream.hasDisposition(AV_DISPOSITION_ATTACHED_PIC) || stream.hasDisposition(AV_DISPOSITION_TIMED_THUMBNAILS);
  return container.streams
    .filter((stream) => stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO && !isStill(stream))
    .map((stream) => ({
      stream: stream.index,
      width: stream.codecpar.width,
      height: stream.codecpar.height,
      isDefault: stream.hasDisposition(AV_DISPOSITION_DEFAULT),
      isForImpaired:
        stream.hasDisposition(AV_DISPOSITION_HEARING_IMPAIRED) || stream.hasDisposition(AV_DISPOSITION_VISUAL_IMPAIRED),
      frames: stream.nbFrames > 0n ? Number(stream.nbFrames) : null,
      seconds: readClaim(stream)?.seconds ?? null,
    }));
}

/** Count the first packets of each track. The container is positioned after them. */
function countTrackStarts(
  libav: Libav,
  container: FormatContext,
  tracks: readonly VideoTrack[],
): Map<number, TrackStart> {
  const streams = new Map(container.streams.map((stream) => [stream.index, stream]));
  const counts = new TrackCounts();
  readOnly(
    libav,
    container,
    tracks.map(({ stream }) => stream),
  );
  const packet = new libav.lib.Packet();
  packet.alloc();
  try {
    while (counts.total < FIRST_VIDEO_PACKETS && container.readFrameSync(packet) >= 0) {
      const { num, den } = streams.get(packet.streamIndex)?.timeBase ?? { num: 0, den: 1 };
      const ticks = readTicks(packet.pts);
      const isListed = tracks.some(({ stream }) => stream === packet.streamIndex);
      if (isListed) counts.add(packet.streamIndex, ((Number.isNaN(ticks) ? readTicks(packet.dts) : ticks) * num) / den);
      packet.unref();
    }
  } finally {
    packet.free();
  }
  return counts.toStarts();
}

/** Discard the packets of all streams but some. */
function readOnly(libav: Libav, container: FormatContext, kept: readonly number[]): void {
  for (const stream of container.streams) {
    if (!kept.includes(stream.index)) stream.discard = libav.constants.AVDISCARD_ALL;
  }
}
