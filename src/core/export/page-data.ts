import { parseHex } from '../color/index.ts';
import {
  type Column,
  type Fingerprint,
  type Order,
  orderSwatches,
  type Rank,
  rankColumns,
  type Swatch,
  type TransitionKind,
} from '../fingerprint/index.ts';
import type { SwatchColor } from '../poster/index.ts';
import { toBase64 } from '../text/index.ts';
import { ByteWriter } from './byte-writer.ts';
import { joinSolid, type SolidPoint } from './color-solid.ts';

/** Which colours of a column its bar is drawn with, as on posters. */
export interface PageBarOptions {
  readonly colors: number;
  readonly rank: Rank;
  readonly order: Order;
  readonly swatch: SwatchColor;
}

/** Largest share, in 16 bits. */
const WHOLE = 0xffff;
/** OKLab as unsigned 16-bit integers: ten-thousandths, a and b moved up by half. */
const OKLAB_UNIT = 10_000;
const OKLAB_SHIFT = 0.5;

/**
 * The data of a page, which its script reads. Bytes are in base64, most significant byte first: a
 * swatch takes five bytes, where JSON would take forty.
 */
export interface PageData {
  /** Seconds of the film. */
  readonly from: number;
  readonly to: number;
  /** Colours of a bar, at most. */
  readonly rows: number;
  /**
   * For each column its time in seconds (float32), the number of its swatches (uint16) and of those
   * that its bar shows (uint8); for each swatch, the heaviest first, r, g, b (uint8) and its share
   * (uint16 of 65535); then the indices of the shown ones, from the top (uint16).
   */
  readonly columns: string;
  /**
   * For each point L, a + 0.5 and b + 0.5 in ten-thousandths (uint16), r, g, b (uint8) and its
   * share (float32).
   */
  readonly solid: string;
  /** The thumbnails of the fingerprint, JPEG, by column. */
  readonly thumbnails: readonly (readonly [column: number, jpeg: string])[];
  /** When each shot begins, seconds, and by what transition; absent if shots were not detected. */
  readonly shots?: readonly (readonly [from: number, transition: TransitionKind | null])[];
}

/** Write the data of a page as JSON that is safe inside a script element. */
export function writePageData({ columns, pictures, sampling, shots }: Fingerprint, options: PageBarOptions): string {
  const data: PageData = {
    from: sampling.from,
    to: sampling.to,
    rows: options.colors,
    columns: toBase64(writeColumns(columns, options)),
    solid: toBase64(writeSolid(joinSolid(columns))),
    thumbnails: (pictures?.thumbnails ?? []).map(({ column, jpeg }) => [column, jpeg] as const),
    ...(shots && { shots: shots.map(({ from, transition }) => [from, transition?.kind ?? null] as const) }),
  };
  return writeJson(data);
}

/** Write data as JSON that is safe inside a script element. */
export const writeJson = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c');

/** Write columns as bytes: {@link PageData.columns} states the format. */
export function writeColumns(columns: readonly Column[], { colors, rank, order, swatch }: PageBarOptions): Uint8Array {
  const chosen = rankColumns(columns, rank).map((swatches) => swatches.slice(0, colors));
  const shown = orderSwatches(chosen, order, colors);
  const file = new ByteWriter();
  for (const [i, { time, frameTime, swatches }] of columns.entries()) {
    file
      .float32(frameTime ?? time)
      .uint16(swatches.length)
      .uint8(shown[i]!.length);
    for (const one of swatches) file.uint8(...parseHex(colorOf(one, swatch))).uint16(Math.round(one.share * WHOLE));
    for (const one of shown[i]!) file.uint16(swatches.indexOf(one));
  }
  return file.toBytes();
}

const colorOf = ({ color, pixel = color }: Swatch, swatch: SwatchColor): string => (swatch === 'pixel' ? pixel : color);

function writeSolid(points: readonly SolidPoint[]): Uint8Array {
  const file = new ByteWriter();
  for (const { L, a, b, color, share } of points) {
    const place = [L, a + OKLAB_SHIFT, b + OKLAB_SHIFT].map((value) => Math.max(0, Math.round(value * OKLAB_UNIT)));
    file
      .uint16(...place)
      .uint8(...parseHex(color))
      .float32(share);
  }
  return file.toBytes();
}
