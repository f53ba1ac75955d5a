import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lab, linearSrgbToLab, srgbToLinear } from '#core/color/index';
import type { Picture } from '#core/frame/index';
import { readStill } from '#node/film/index';
import { SHARED } from './film-frames.ts';

/** Film frames in which a viewer named the colours. Not part of the project. */
export const NAMED_FRAMES: string = join(SHARED, 'benchmarks', 'frame-colors');

/**
 * Films whose frames no constant is tuned on: 8 of the 23 frames. Chosen before any tuning, by whole films, so that no film is on both sides: of the seven
 * films by name the second, third and sixth, which are a cartoon, a film trailer and a concert.
 */
const HELD_OUT_FILMS: ReadonlySet<string> = new Set(['bunny', 'omni2', 'omni8']);

/** A colour that a viewer named. */
export interface NamedColor {
  readonly name: string;
  /** The median of the pixels where it lies. */
  readonly lab: Lab;
}

/** A frame whose colours a viewer named. */
export interface NamedFrame {
  /** `FILM-SECONDS`. */
  readonly name: string;
  readonly isHeldOut: boolean;
  readonly picture: Picture;
  /** sRGB, shape (width * height, 3). */
  readonly pixels: Uint8Array;
  /** In the order in which they were named. */
  readonly named: readonly NamedColor[];
}

interface Labels {
  readonly colors: readonly { readonly rank: number; readonly name: string; readonly boxes: readonly Box[] }[];
}

/** Left, top, right, bottom; right and bottom are outside. */
type Box = readonly [x0: number, y0: number, x1: number, y1: number];

/** Read the labelled frames in the order of their names; none where they are not at hand. */
export async function readNamedFrames(): Promise<NamedFrame[]> {
  if (!existsSync(NAMED_FRAMES)) return [];
  const names = readdirSync(NAMED_FRAMES)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
  return Promise.all(names.map(readNamedFrame));
}

async function readNamedFrame(name: string): Promise<NamedFrame> {
  const { picture } = await readStill(join(NAMED_FRAMES, `${name}.png`), 'png');
  const { colors } = JSON.parse(readFileSync(join(NAMED_FRAMES, `${name}.json`), 'utf8')) as Labels;
  const pixels = readPixels(picture);
  const named = colors
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ name, boxes }) => ({ name, lab: measureMedian(pixels, picture.width, boxes) }));
  return { name, isHeldOut: HELD_OUT_FILMS.has(name.split('-')[0]!), picture, pixels, named };
}

/** Copy the 8-bit codes of a still. */
function readPixels({ width, height, components }: Picture): Uint8Array {
  const pixels = new Uint8Array(3 * width * height);
  for (const [channel, { data, offset, step, stride }] of components.entries()) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) pixels[3 * (y * width + x) + channel] = data[offset + y * stride + x * step]!;
    }
  }
  return pixels;
}

function measureMedian(pixels: Uint8Array, width: number, boxes: readonly Box[]): Lab {
  const [r, g, b] = [0, 1, 2].map((channel) => {
    const codes: number[] = [];
    for (const [x0, y0, x1, y1] of boxes) {
      for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) codes.push(pixels[3 * (y * width + x) + channel]!);
    }
    codes.sort((one, other) => one - other);
    return (codes[(codes.length - 1) >> 1]! + codes[codes.length >> 1]!) / 2;
  });
  return linearSrgbToLab(srgbToLinear(r! / 255), srgbToLinear(g! / 255), srgbToLinear(b! / 255));
}
