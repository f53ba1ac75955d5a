import { type Picture, planDecode, planInstants, toTicks } from '#core/frame/index';
import { openLibavSource } from '#node/film/index';
import type { Paint, Ycbcr } from '../films/make-film.ts';

/** Black, limited range. */
export const BLACK: Ycbcr = [16, 128, 128];

/** Shades and colours that drift from frame to frame, never near black. */
export const textured: Paint = (frame, x, y) => [
  60 + ((x * 3 + y * 2 + frame * 4) % 150),
  100 + ((y + 2 * frame) % 60),
  100 + ((x + frame) % 60),
];

/** How thick bars are, pixels. */
export interface BarWidths {
  readonly left?: number;
  readonly top?: number;
  readonly right?: number;
  readonly bottom?: number;
}

/** Put black bars around a picture of `width` x `height`, moved right and down by them: the film becomes larger, its picture stays. */
export function addBars(paint: Paint, width: number, height: number, { left = 0, top = 0 }: BarWidths): Paint {
  return (frame, x, y) => {
    const isInside = x >= left && x < left + width && y >= top && y < top + height;
    return isInside ? paint(frame, x - left, y - top) : BLACK;
  };
}

/** Cover the sides of a picture with black bars: the film keeps its size. */
export function coverSides(paint: Paint, width: number, height: number, bars: BarWidths): Paint {
  const { left = 0, top = 0, right = 0, bottom = 0 } = bars;
  return (frame, x, y) =>
    x < left || x >= width - right || y < top || y >= height - bottom ? BLACK : paint(frame, x, y);
}

/** Frames of a real film, evenly spaced, to paint again. */
export async function takeFrames(
  path: string,
  count: number,
): Promise<{ paint: Paint; width: number; height: number }> {
  const source = await openLibavSource(path);
  try {
    const { info, index } = await source.survey();
    const { firstTicks, endTicks, isTimed } = info.track;
    const seconds = ((endTicks - firstTicks) * info.timeBase.num) / info.timeBase.den;
    const { spans } = planDecode(index, isTimed, toTicks(planInstants(0, seconds, count), firstTicks, info.timeBase));
    const frames = new Map<number, Paint>();
    for (const span of spans) {
      for await (const { wanted, picture } of source.frames(span))
        if (picture) frames.set(wanted, copyPicture(picture));
    }
    const paints = [...frames].sort(([a], [b]) => a - b).map(([, paint]) => paint);
    return { paint: (frame, x, y) => paints[frame]!(0, x, y), width: info.width, height: info.height };
  } finally {
    source.close();
  }
}

function copyPicture({ components }: Picture): Paint {
  const [luma, blue, red] = components.map((component) => ({ ...component, data: Uint8Array.from(component.data) }));
  type Plane = NonNullable<typeof luma>;
  const at = ({ data, offset, stride, step, log2X, log2Y }: Plane, x: number, y: number) =>
    data[offset + (y >> log2Y) * stride + (x >> log2X) * step]!;
  return (_, x, y) => [at(luma!, x, y), at(blue!, x, y), at(red!, x, y)];
}
