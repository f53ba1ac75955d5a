import { MatroskaInputFormat } from 'mediabunny';
import {
  type FilmInfo,
  measureTrack,
  type PacketIndex,
  type Picture,
  type Ratio,
  resolveColor,
  type Shown,
} from '../../../core/frame/index.ts';
import type { WebContainer } from './web-container.ts';

/** FFmpeg's names of codecs, so that fingerprints are the same for all readers. */
const CODECS: Readonly<Record<string, string>> = { avc: 'h264' };

/** Name a codec of mediabunny as FFmpeg does. */
export const nameCodec = (codec: string | null): string => CODECS[codec ?? ''] ?? codec ?? 'unknown';

/** How pictures are shown, as the container states it. */
export interface TrackShown extends Shown {
  /** Whether it states the pixel aspect. */
  readonly isAspectStated: boolean;
}

/** Read from the container how pictures are shown. */
export async function readShown({ input, track }: Pick<WebContainer, 'input' | 'track'>): Promise<TrackShown> {
  const [rotation, isMirrored, { num, den }, format] = await Promise.all([
    track.getRotation(),
    track.getFlip(),
    track.getPixelAspectRatio(),
    input.getFormat(),
  ]);
  // Mediabunny rotates and then mirrors; this program mirrors and then rotates.
  const rotationDegrees = isMirrored ? (360 - rotation) % 360 : rotation;
  // Mediabunny also returns square pixels if an MP4 states no aspect. Matroska always states it: by
  // default the size of the picture.
  const isAspectStated = num !== den || format instanceof MatroskaInputFormat;
  return { rotationDegrees, isMirrored, pixelAspect: { num, den }, isAspectStated };
}

/**
 * Return how a frame is shown, as the container states it. If the container states no pixel aspect,
 * that of the stream is used.
 */
export function showFrame(
  { isAspectStated, ...shown }: TrackShown,
  { displayWidth, displayHeight, visibleRect }: Pick<VideoFrame, 'displayWidth' | 'displayHeight' | 'visibleRect'>,
): Shown {
  if (isAspectStated || visibleRect === null) return shown;
  const pixelAspect = reduce(displayWidth * visibleRect.height, displayHeight * visibleRect.width);
  return { ...shown, pixelAspect };
}

/** Describe a film from its container and its first picture. */
export async function describeTrack(
  { input, track, stream }: WebContainer,
  index: PacketIndex,
  picture: Picture,
): Promise<FilmInfo> {
  const [codec, claimed, tags] = await Promise.all([
    track.getCodec(),
    track.getDurationFromMetadata(),
    input.getMetadataTags().catch(() => ({ title: undefined })),
  ]);
  const measured = measureTrack(index, index.pts[0] ?? 0);
  return {
    stream,
    codec: nameCodec(codec),
    width: picture.width,
    height: picture.height,
    ...picture.shown!,
    // The container states no reliable rate: divide the number of frames by their duration.
    frameRate: reduce(
      measured.frames * index.timeBase.den,
      (measured.endTicks - measured.firstTicks) * index.timeBase.num,
    ),
    color: resolveColor(picture),
    timeBase: index.timeBase,
    title: tags.title ?? null,
    track: measured,
    claimedSeconds: index.parts === undefined ? claimed : null,
    ...(index.parts !== undefined && { parts: index.parts }),
  };
}

function reduce(num: number, den: number): Ratio {
  let [a, b] = [num, den];
  while (b > 0) [a, b] = [b, a % b];
  return { num: num / a, den: den / a };
}
