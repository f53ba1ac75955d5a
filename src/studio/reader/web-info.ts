import {
  type FilmInfo,
  measureTrack,
  type PacketIndex,
  type Picture,
  type Ratio,
  resolveColor,
} from '../../frame/index.ts';
import type { WebContainer } from './web-container.ts';

/** FFmpeg's names of codecs, so that fingerprints speak alike whoever read the film. */
const CODECS: Readonly<Record<string, string>> = { avc: 'h264' };

/** Name a codec of mediabunny as FFmpeg does. */
export const nameCodec = (codec: string | null): string => CODECS[codec ?? ''] ?? codec ?? 'unknown';

/** Say what a film is: its container and its first picture know. */
export async function describeTrack(
  { input, track, stream }: WebContainer,
  index: PacketIndex,
  picture: Picture,
): Promise<FilmInfo> {
  const [codec, rotation, isFlipped, aspect, claimed, tags] = await Promise.all([
    track.getCodec(),
    track.getRotation(),
    track.getFlip(),
    track.getPixelAspectRatio(),
    track.getDurationFromMetadata(),
    input.getMetadataTags().catch(() => ({ title: undefined })),
  ]);
  const measured = measureTrack(index, index.pts[0] ?? 0);
  return {
    stream,
    codec: nameCodec(codec),
    width: picture.width,
    height: picture.height,
    pixelAspect: { num: aspect.num, den: aspect.den },
    isMirrored: isFlipped,
    // Turned and then mirrored there, mirrored and then turned here.
    rotationDegrees: isFlipped ? (360 - rotation) % 360 : rotation,
    // The container states none that can be relied on: frames over the time that they take.
    frameRate: reduce(
      measured.frames * index.timeBase.den,
      (measured.endTicks - measured.firstTicks) * index.timeBase.num,
    ),
    color: resolveColor(picture),
    timeBase: index.timeBase,
    title: tags.title ?? null,
    track: measured,
    claimedSeconds: claimed,
  };
}

function reduce(num: number, den: number): Ratio {
  let [a, b] = [num, den];
  while (b > 0) [a, b] = [b, a % b];
  return { num: num / a, den: den / a };
}
