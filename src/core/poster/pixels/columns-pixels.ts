import { linearToSrgb8, SRGB8_TO_LINEAR } from '../../color/index.ts';
import type { PixelBox, Pixels } from './pixel-box.ts';

/** A picture whose columns of pixels are bars, and its orientation. */
export interface BarPicture {
  readonly width: number;
  readonly height: number;
  /** sRGB, shape (height, width, 3). */
  readonly data: Uint8Array;
  /** Clockwise: 0, 90, 180 or 270. */
  readonly turnDegrees: number;
  /** Before rotation. */
  readonly isMirrored: boolean;
}

/**
 * Draw a picture on the whole pixels of a box and keep its columns separate. Along its columns the
 * picture is smooth. Across them, columns are averaged when it becomes smaller. When it becomes
 * larger, they are repeated like bars: widths differ by at most a pixel, and no pixel mixes two
 * columns. All in linear light.
 *
 * @param pixels modified, only within the box.
 * @param box the box of the rotated picture; within the pixels. O(pixels of the box).
 */
export function drawColumns(picture: BarPicture, pixels: Pixels, box: PixelBox): void {
  const { turnDegrees, isMirrored } = picture;
  const isAside = turnDegrees % 180 !== 0;
  const [across, along] = isAside ? [box.height, box.width] : [box.width, box.height];
  const light = averageAcross(picture, across);
  const shown = columnsOfPixels(light.width, across, isMirrored !== turnDegrees >= 180);
  const { channels, data } = pixels;
  const stride = channels * pixels.width;
  const [stepAcross, stepAlong] = isAside ? [stride, channels] : [channels, stride];
  // After a quarter turn, the top of the picture is at the right; after a half turn, at the bottom.
  const isFromEnd = turnDegrees === 90 || turnDegrees === 180;
  const row = new Uint8Array(3 * light.width);
  for (let v = 0; v < along; v++) {
    mixRow(light, v, along, row);
    let to = box.y * stride + box.x * channels + (isFromEnd ? along - 1 - v : v) * stepAlong;
    for (let u = 0; u < across; u++, to += stepAcross) {
      const from = 3 * shown[u]!;
      data[to] = row[from]!;
      data[to + 1] = row[from + 1]!;
      data[to + 2] = row[from + 2]!;
      if (channels === 4) data[to + 3] = 255;
    }
  }
}

/** A picture in linear light. */
interface LightPicture {
  readonly width: number;
  readonly height: number;
  /** Shape (height, width, 3). */
  readonly light: Float32Array;
}

/** Average columns by area to at most `most`. A picture with fewer columns keeps them. */
function averageAcross({ width, height, data }: BarPicture, most: number): LightPicture {
  const columns = Math.min(width, most);
  const light = new Float32Array(3 * columns * height);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < columns; i++) {
      // Measured in 1 / columns of a column of the picture, so that all numbers are whole.
      for (let x = Math.floor((i * width) / columns); x * columns < (i + 1) * width; x++) {
        const covered = Math.min((x + 1) * columns, (i + 1) * width) - Math.max(x * columns, i * width);
        const weight = covered / width;
        for (let k = 0; k < 3; k++) {
          light[3 * (y * columns + i) + k]! += weight * SRGB8_TO_LINEAR[data[3 * (y * width + x) + k]!]!;
        }
      }
    }
  }
  return { width: columns, height, light };
}

/**
 * Compute the column that each pixel shows. A column begins where a bar would, on the pixel nearest
 * to its position.
 */
function columnsOfPixels(columns: number, pixels: number, isBackwards: boolean): Uint32Array {
  const shown = new Uint32Array(pixels);
  for (let i = 0, at = 0; i < columns; i++) {
    const end = Math.floor((2 * (i + 1) * pixels + columns) / (2 * columns));
    for (; at < end; at++) shown[isBackwards ? pixels - 1 - at : at] = i;
  }
  return shown;
}

/**
 * Mix the rows of a picture into one row of a larger or smaller picture. A larger picture uses a
 * cubic through four rows (Catmull and Rom 1974), a smaller one a mean by area.
 *
 * @param row sRGB codes, written.
 */
function mixRow({ width, height, light }: LightPicture, v: number, rows: number, row: Uint8Array): void {
  const weights = rows >= height ? cubicWeights(((v + 0.5) * height) / rows - 0.5) : areaWeights(v, rows, height);
  const sources = weights.map(([y, weight]) => {
    const start = 3 * width * Math.min(height - 1, Math.max(0, y));
    return [light.subarray(start, start + 3 * width), weight] as const;
  });
  for (let i = 0; i < 3 * width; i++) {
    let sum = 0;
    for (const [source, weight] of sources) sum += weight * source[i]!;
    row[i] = linearToSrgb8(sum);
  }
}

type RowWeight = readonly [row: number, weight: number];

function cubicWeights(place: number): RowWeight[] {
  const first = Math.floor(place);
  const t = place - first;
  return [
    [first - 1, t * (-0.5 + t * (1 - 0.5 * t))],
    [first, 1 + t * t * (-2.5 + 1.5 * t)],
    [first + 1, t * (0.5 + t * (2 - 1.5 * t))],
    [first + 2, t * t * (-0.5 + 0.5 * t)],
  ];
}

function areaWeights(v: number, rows: number, height: number): RowWeight[] {
  const [from, to] = [(v * height) / rows, ((v + 1) * height) / rows];
  const weights: RowWeight[] = [];
  for (let y = Math.floor(from); y < to; y++) {
    weights.push([y, (Math.min(y + 1, to) - Math.max(y, from)) / (to - from)]);
  }
  return weights;
}
