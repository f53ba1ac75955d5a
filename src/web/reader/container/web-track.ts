import { EncodedPacketSink, type Input, type InputVideoTrack } from 'mediabunny';
import {
  describeTrackChoice,
  FIRST_VIDEO_PACKETS,
  rankVideoTracks,
  type TrackStart,
  type VideoTrack,
} from '../../../core/frame/index.ts';

/** The video track that is read. */
export interface WebTrack {
  readonly track: InputVideoTrack;
  /** Number of the track in its container, counted from 0. */
  readonly stream: number;
  /** Which of several video tracks is read, in a sentence; null for a film with one. */
  readonly choice: string | null;
}

/**
 * Choose the video track of a file by the rule of all readers, {@link rankVideoTracks}. If there
 * are several tracks, their packets are counted: mediabunny does not report how many frames a track
 * has.
 *
 * @returns null for a file without a video track.
 */
export async function chooseWebTrack(input: Input): Promise<WebTrack | null> {
  const all = await input.getTracks();
  const found = all.flatMap((track, stream) => (track.isVideoTrack() ? [{ track, stream }] : []));
  if (found.length < 2) return found[0] === undefined ? null : { ...found[0], choice: null };
  const tracks: VideoTrack[] = [];
  const starts = new Map<number, TrackStart>();
  for (const { track, stream } of found) {
    const [width, height, disposition] = await Promise.all([
      track.getCodedWidth(),
      track.getCodedHeight(),
      track.getDisposition(),
    ]);
    const { default: isDefault, hearingImpaired, visuallyImpaired } = disposition;
    const isForImpaired = hearingImpaired || visuallyImpaired;
    tracks.push({ stream, width, height, isDefault, isForImpaired, frames: null, seconds: null });
    starts.set(stream, { packets: await countPackets(track), seconds: await measureSeconds(track) });
  }
  const ranked = rankVideoTracks(tracks, starts);
  const chosen = found.find(({ stream }) => stream === ranked[0]!.stream)!;
  return { ...chosen, choice: describeTrackChoice(ranked) };
}

async function countPackets(track: InputVideoTrack): Promise<number> {
  let packets = 0;
  for await (const _ of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    if (++packets === FIRST_VIDEO_PACKETS) break;
  }
  return packets;
}

const measureSeconds = async (track: InputVideoTrack): Promise<number> =>
  (await track.computeDuration()) - (await track.getFirstTimestamp());
