import { type CropPlan, describeConversion, type FilmInfo } from '../../frame/index.ts';
import type { Cropping, FilmColor, FilmFacts } from '../fingerprint.ts';
import { roundNumber } from '../format/round-number.ts';

/** Say of a surveyed film what its fingerprint says of it; of its sound, nothing. */
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

/** The tags, and how colours beyond sRGB were brought to it. */
function describeColor({ color }: FilmInfo): FilmColor {
  const conversion = describeConversion(color);
  return conversion === null ? color : { ...color, conversion };
}

/** Say which part of a film's pictures was sampled. */
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
