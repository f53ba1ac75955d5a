import { type CropPlan, describeConversion, type FilmInfo } from '../../frame/index.ts';
import type { Cropping, FilmColor, FilmFacts } from '../fingerprint.ts';
import { roundNumber } from '../format/round-number.ts';

/** Describe a surveyed film as its fingerprint does, without its sound. */
export function describeFilm(
  info: FilmInfo,
  { id, name, title }: Pick<FilmFacts, 'id' | 'name' | 'title'>,
): Omit<FilmFacts, 'sound'> {
  const isTurned = info.rotationDegrees % 180 !== 0;
  return {
    id,
    name,
    title,
    durationSeconds: roundNumber((info.track.endTicks - info.track.firstTicks) * tickSeconds(info)),
    width: isTurned ? info.height : info.width,
    height: isTurned ? info.width : info.height,
    pixelAspect: isTurned ? { num: info.pixelAspect.den, den: info.pixelAspect.num } : info.pixelAspect,
    ...(info.isMirrored && { mirrored: true }),
    rotationDegrees: info.rotationDegrees,
    frameRate: info.frameRate,
    codec: info.codec,
    color: describeColor(info),
  };
}

/** The colour tags, and how colours outside sRGB were converted. */
function describeColor({ color }: FilmInfo): FilmColor {
  const conversion = describeConversion(color);
  return conversion === null ? color : { ...color, conversion };
}

/** Describe the sampled part of a film's pictures. */
export function describeCrop({ stretches }: CropPlan, info: FilmInfo, mode: Cropping['mode']): Cropping {
  return {
    mode,
    stretches: stretches.map(({ from, crop: { x, y, width, height } }) => ({
      from: roundNumber((from - info.track.firstTicks) * tickSeconds(info)),
      x,
      y,
      width,
      height,
    })),
  };
}

const tickSeconds = ({ timeBase }: FilmInfo): number => timeBase.num / timeBase.den;
