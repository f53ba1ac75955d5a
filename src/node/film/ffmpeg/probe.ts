import {
  type DolbyVision,
  describeTrackChoice,
  FIRST_VIDEO_PACKETS,
  FilmError,
  needsTrackStarts,
  type Ratio,
  rankVideoTracks,
  type TrackStart,
  type VideoTrack,
} from '../../../core/frame/index.ts';
import { type DurationClaim, readDurationClaim } from '../formats/claimed-duration.ts';
import { explainEncrypted } from '../formats/encrypted.ts';
import { trimTag } from '../formats/film-info.ts';
import { type Orientation, readOrientation } from '../formats/orientation.ts';
import { TrackCounts } from '../formats/track-counts.ts';
import { explainNoVideo } from '../no-video.ts';
import type { FfmpegInput } from './input.ts';
import { readFields, splitLines } from './lines.ts';
import { askFfmpeg, startFfmpeg } from './process.ts';

/** Side data of a stream or of a frame. */
type SideData = readonly {
  readonly side_data_type?: string;
  readonly displaymatrix?: string;
  readonly dv_profile?: number;
  readonly dv_bl_signal_compatibility_id?: number;
}[];

/** The fields of ffprobe's streams that are used. */
interface ProbedStream {
  readonly index: number;
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly width?: number;
  readonly height?: number;
  readonly has_b_frames?: number;
  readonly nb_frames?: string;
  readonly nal_length_size?: string;
  readonly time_base?: string;
  readonly avg_frame_rate?: string;
  readonly sample_aspect_ratio?: string;
  readonly duration_ts?: number;
  readonly disposition?: Readonly<Record<string, number>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly side_data_list?: SideData;
}

interface Probed {
  readonly program_version?: { readonly version?: string };
  readonly packets?: readonly { readonly stream_index?: number; readonly side_data_list?: SideData }[];
  readonly streams?: readonly ProbedStream[];
  readonly format?: { readonly format_name?: string; readonly tags?: Readonly<Record<string, string>> };
}

/** The chosen video track, as its container describes it. */
export interface FfmpegTrack {
  readonly stream: number;
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly timeBase: Ratio;
  /** 0/0 if the container states none. */
  readonly frameRate: Ratio;
  readonly pixelAspect: Ratio;
  /** Null if the container states none. */
  readonly orientation: Orientation | null;
  readonly title: string | null;
  /** FFmpeg's tag for Matroska's `AlphaMode`, or null. */
  readonly alphaMode: string | null;
  readonly claim: DurationClaim | null;
  /** FFmpeg's name of the container, such as "matroska,webm". */
  readonly container: string;
  /** A sentence on which of several tracks is read; null for a single track, and where the caller chose. */
  readonly choice: string | null;
  /** Whether a track of the container reorders its frames. */
  readonly hasReordering: boolean;
  /** Frames that a decoder of the track holds back to put them in order. */
  readonly reordering: number;
  /** Bytes of the length field of each H.264 unit, 0 for start codes; null for other codecs. */
  readonly lengthSize: number | null;
  readonly dolbyVision: DolbyVision | null;
  /** ffprobe's version, as it states it. */
  readonly probedBy: string | undefined;
}

/**
 * Packets at the beginning of a film that are checked for encryption, those of sound included: the
 * first packets of an encrypted film may be clear.
 */
const PROBED_PACKETS = 32;

/**
 * Probe a film's container and choose its video track: the stream that was asked for, else the first
 * of {@link rankVideoTracks}, never cover art.
 *
 * @throws {FilmError} `unreadable`, `no-video`, `backend-missing`.
 */
export async function probeTrack(input: FfmpegInput, asked?: number): Promise<FfmpegTrack> {
  const packets = ['-show_packets', '-read_intervals', `%+#${PROBED_PACKETS}`];
  const wanted = ['-show_program_version', '-show_streams', '-show_format', ...packets, '-of', 'json'];
  const { stdout, exitCode, errors } = await askFfmpeg('ffprobe', [
    ...['-loglevel', 'level+error', ...input.options, ...wanted, '-i', input.address],
  ]);
  if (exitCode !== 0) {
    input.check();
    const reason = errors.split('\n').at(-1)!.replace(`${input.address}: `, '');
    throw new FilmError('unreadable', `${input.path}: not a film that can be read (${reason})`);
  }
  const { streams = [], format = {}, packets: first = [], program_version } = JSON.parse(stdout) as Probed;
  const tracks = listVideoTracks(streams);
  let ranked = tracks.filter((track) => track.stream === asked);
  let choice: string | null = null;
  if (asked === undefined) {
    const starts = needsTrackStarts(tracks) ? await countTrackStarts(input, tracks) : undefined;
    ranked = rankVideoTracks(tracks, starts);
    choice = describeTrackChoice(ranked);
  }
  const stream = streams.find(({ index }) => index === ranked[0]?.stream);
  if (stream === undefined) {
    throw explainNoVideo(
      input.path,
      asked,
      tracks.map((track) => track.stream),
    );
  }
  const isLocked = readTag(stream.tags, 'enc_key_id') !== null;
  if (isLocked || first.some((packet) => packet.stream_index === stream.index && isEncrypted(packet.side_data_list))) {
    throw explainEncrypted(input.path);
  }
  const timeBase = readRatio(stream.time_base);
  return {
    stream: stream.index,
    codec: stream.codec_name ?? 'unknown',
    width: stream.width ?? 0,
    height: stream.height ?? 0,
    timeBase,
    frameRate: readRatio(stream.avg_frame_rate),
    pixelAspect: readRatio(stream.sample_aspect_ratio),
    orientation: orientationOf(stream.side_data_list),
    title: readTag(stream.tags, 'title') ?? readTag(format.tags, 'title'),
    alphaMode: readTag(stream.tags, 'alpha_mode'),
    claim: readStreamClaim(stream),
    container: format.format_name ?? '',
    choice,
    hasReordering: streams.some((each) => (each.has_b_frames ?? 0) > 0),
    reordering: stream.has_b_frames ?? 0,
    lengthSize: stream.nal_length_size === undefined ? null : Number(stream.nal_length_size),
    dolbyVision: findVision(stream.side_data_list),
    probedBy: program_version?.version,
  };
}

/** FFmpeg's names of bare streams, whose packets have no times: its video demuxers with AVFMT_NOTIMESTAMPS. */
const BARE = /^(?:av1|cavsvideo|dirac|evc|h261|h263|h264|hevc|m4v|mjpeg|mpegvideo|obu|vc1|vvc)$/;

/** Whether a track's packets have no times but those that follow from their places. */
export const isBareTrack = ({ container }: FfmpegTrack): boolean => BARE.test(container);

/** Packets at the beginning of a film: at least one of them gives a frame. */
const FIRST_PACKETS = 16;

/**
 * Probe the orientation that a film's first frame states. It may come from the stream and be missing
 * in the container.
 *
 * @returns null if the frame states none.
 */
export async function probeFrameOrientation(input: FfmpegInput, track: FfmpegTrack): Promise<Orientation | null> {
  const wanted = [
    '-select_streams',
    `${track.stream}`,
    '-read_intervals',
    `%+#${FIRST_PACKETS}`,
    '-show_frames',
    '-of',
    'json',
  ];
  const { stdout } = await askFfmpeg('ffprobe', [
    ...['-loglevel', 'level+error', ...input.options, ...wanted, '-i', input.address],
  ]);
  const { frames = [] } = JSON.parse(stdout || '{}') as { readonly frames?: readonly { side_data_list?: SideData }[] };
  return orientationOf(frames[0]?.side_data_list);
}

function orientationOf(sideData: SideData | undefined): Orientation | null {
  const matrix = findMatrix(sideData);
  return matrix && readOrientation(matrix);
}

/** Whether a packet is encrypted (Common Encryption, ISO/IEC 23001-7). */
const isEncrypted = (sideData: SideData = []): boolean =>
  sideData.some(({ side_data_type }) => side_data_type === 'Encryption info');

function findVision(sideData: SideData = []): DolbyVision | null {
  const { dv_profile: profile, dv_bl_signal_compatibility_id: compatibility } =
    sideData.find(({ dv_profile }) => dv_profile !== undefined) ?? {};
  return profile === undefined || compatibility === undefined ? null : { profile, compatibility };
}

/**
 * Parse a display matrix as ffprobe prints it: "00000000:  -65536  0  0" and two more such lines.
 */
function findMatrix(sideData: SideData = []): readonly number[] | null {
  const text = sideData.find(({ displaymatrix }) => displaymatrix !== undefined)?.displaymatrix;
  return text === undefined ? null : Array.from(text.replaceAll(/\w+:/g, '').matchAll(/-?\d+/g), Number);
}

function listVideoTracks(streams: readonly ProbedStream[]): VideoTrack[] {
  return streams
    .filter(({ codec_type, disposition: d = {} }) => codec_type === 'video' && !d.attached_pic && !d.timed_thumbnails)
    .map((stream) => {
      const { index, width = 0, height = 0, nb_frames = 0, disposition: d = {} } = stream;
      return {
        stream: index,
        width,
        height,
        isDefault: d.default === 1,
        isForImpaired: d.hearing_impaired === 1 || d.visual_impaired === 1,
        frames: Number(nb_frames) > 0 ? Number(nb_frames) : null,
        seconds: readStreamClaim(stream)?.seconds ?? null,
      };
    });
}

/** Count the first packets of each video track. */
async function countTrackStarts(input: FfmpegInput, tracks: readonly VideoTrack[]): Promise<Map<number, TrackStart>> {
  const counts = new TrackCounts();
  const process = startFfmpeg('ffprobe', [
    ...['-loglevel', 'level+error', ...input.options, '-select_streams', 'v'],
    ...[
      '-show_entries',
      'packet=stream_index,pts_time,dts_time',
      '-of',
      'compact=print_section=0',
      '-i',
      input.address,
    ],
  ]);
  try {
    for await (const line of splitLines(process.stdout)) {
      const { stream_index, pts_time, dts_time } = readFields(line);
      const isListed = tracks.some(({ stream }) => stream === Number(stream_index));
      // "N/A" gives NaN.
      const shown = Number.parseFloat(pts_time ?? '');
      if (isListed) counts.add(Number(stream_index), Number.isNaN(shown) ? Number.parseFloat(dts_time ?? '') : shown);
      if (counts.total === FIRST_VIDEO_PACKETS) break;
    }
    input.check();
  } finally {
    process.kill();
  }
  return counts.toStarts();
}

const readStreamClaim = ({ duration_ts = 0, time_base, tags }: ProbedStream): DurationClaim | null =>
  readDurationClaim(duration_ts, readRatio(time_base), (name) => readTag(tags, name));

/** Parse "24000/1001" or "16:9"; 0/0 for none. */
function readRatio(text: string | undefined): Ratio {
  const [, num, den] = /^(\d+)[/:](\d+)$/.exec(text ?? '') ?? [];
  return { num: Number(num ?? 0), den: Number(den ?? 0) };
}

/** Read one tag, in any case of its name; null for a missing or empty one. */
function readTag(tags: Readonly<Record<string, string>> = {}, name: string): string | null {
  const key = Object.keys(tags).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? null : trimTag(tags[key]);
}
