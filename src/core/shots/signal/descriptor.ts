import { LUMA_HEIGHT, LUMA_WIDTH, type SmallFrame } from './small-frame.ts';

/** Size of the luma that is compared: half of a small frame's. One row is one word of 32 bits. */
export const WIDTH: number = LUMA_WIDTH / 2;
export const HEIGHT: number = LUMA_HEIGHT / 2;

/** Bins of the luma histogram, and of each axis of the chroma histogram. */
export const LUMA_BINS = 32;
export const CHROMA_BINS = 8;

/** A pixel is part of an edge if it differs from the mean of its surroundings by more codes. */
const EDGE_CODES = 6;
/** Half the side of these surroundings, pixels. */
const EDGE_RADIUS = 2;

/** What is compared of a frame. */
export interface Descriptor {
  /** Shape ({@link HEIGHT}, {@link WIDTH}), 0 to 255. */
  readonly luma: Uint8Array;
  /** Chroma of the small frame. */
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;
  /** Bits of pixels lighter than their surroundings, and of darker ones: one word per row. */
  readonly lighter: Uint32Array;
  readonly darker: Uint32Array;
  /** Share of pixels up to each bin, shape ({@link LUMA_BINS},). */
  readonly lumaCumulative: Float32Array;
  /** Share of pixels per bin, shape ({@link CHROMA_BINS}, {@link CHROMA_BINS}). */
  readonly chroma: Float32Array;
  /** Mean of luma, codes. */
  readonly mean: number;
  /** Standard deviation of luma, codes. */
  readonly deviation: number;
  /** Mean distance of chroma from grey, codes. */
  readonly saturation: number;
}

const lumaCounts = new Uint32Array(LUMA_BINS);

/** Describe a small frame for comparison. It keeps the frame's chroma. */
export function describeSmallFrame({ luma: full, cb, cr }: SmallFrame): Descriptor {
  const luma = halve(full);
  const lighter = new Uint32Array(HEIGHT);
  const darker = new Uint32Array(HEIGHT);
  markEdges(luma, lighter, darker);
  lumaCounts.fill(0);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < full.length; i++) {
    const code = full[i]!;
    lumaCounts[code >> 3]!++;
    sum += code;
    squares += code * code;
  }
  const lumaCumulative = new Float32Array(LUMA_BINS);
  for (let i = 0, below = 0; i < LUMA_BINS; i++) {
    below += lumaCounts[i]!;
    lumaCumulative[i] = below / full.length;
  }
  const chroma = new Float32Array(CHROMA_BINS * CHROMA_BINS);
  let saturation = 0;
  for (let i = 0; i < cb.length; i++) {
    const blue = cb[i]!;
    const red = cr[i]!;
    chroma[CHROMA_BINS * BIN_OF[blue]! + BIN_OF[red]!]!++;
    saturation += Math.abs(blue - 128) + Math.abs(red - 128);
  }
  for (let i = 0; i < chroma.length; i++) chroma[i]! /= cb.length;
  const mean = sum / full.length;
  return {
    luma,
    cb,
    cr,
    lighter,
    darker,
    lumaCumulative,
    chroma,
    mean,
    deviation: Math.sqrt(Math.max(0, squares / full.length - mean * mean)),
    saturation: saturation / cb.length,
  };
}

/** The bin of each code of chroma: 8 codes wide around grey, where nearly all colours of films lie. */
const BIN_OF: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) =>
  Math.min(CHROMA_BINS - 1, Math.max(0, ((code - 128) >> 3) + CHROMA_BINS / 2)),
);

function halve(full: Uint8Array): Uint8Array {
  const half = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, at++) {
      const from = 2 * y * LUMA_WIDTH + 2 * x;
      half[at] = (full[from]! + full[from + 1]! + full[from + LUMA_WIDTH]! + full[from + LUMA_WIDTH + 1]! + 2) >> 2;
    }
  }
  return half;
}

/** Sums over all rectangles from the top left, with a row and a column of zeros before. */
const integral = new Uint32Array((WIDTH + 1) * (HEIGHT + 1));

function markEdges(luma: Uint8Array, lighter: Uint32Array, darker: Uint32Array): void {
  const stride = WIDTH + 1;
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0, row = 0; x < WIDTH; x++) {
      row += luma[y * WIDTH + x]!;
      integral[(y + 1) * stride + x + 1] = integral[y * stride + x + 1]! + row;
    }
  }
  for (let y = 0; y < HEIGHT; y++) {
    const top = Math.max(0, y - EDGE_RADIUS);
    const bottom = Math.min(HEIGHT, y + EDGE_RADIUS + 1);
    for (let x = 0; x < WIDTH; x++) {
      const left = Math.max(0, x - EDGE_RADIUS);
      const right = Math.min(WIDTH, x + EDGE_RADIUS + 1);
      const total =
        integral[bottom * stride + right]! -
        integral[top * stride + right]! -
        integral[bottom * stride + left]! +
        integral[top * stride + left]!;
      const count = (right - left) * (bottom - top);
      const difference = count * luma[y * WIDTH + x]! - total;
      if (difference > EDGE_CODES * count) lighter[y]! |= 1 << x;
      else if (difference < -EDGE_CODES * count) darker[y]! |= 1 << x;
    }
  }
}
