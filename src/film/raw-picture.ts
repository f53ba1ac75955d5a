import type { Picture } from '../frame/index.ts';
import { type PixelLayout, viewComponents } from './pixel-formats.ts';

/** Where the planes of a picture lie when they follow one another without padding, as FFmpeg's `rawvideo` writes them. */
export interface RawLayout {
  /** Of the whole picture. */
  readonly bytes: number;
  /** One a plane, bytes. */
  readonly offsets: readonly number[];
  readonly lineSizes: readonly number[];
}

/**
 * Lay out a picture without padding (libavutil/imgutils.c, `av_image_copy_to_buffer` with an alignment of 1).
 */
export function layOutRaw(layout: PixelLayout, width: number, height: number): RawLayout {
  const offsets: number[] = [];
  const lineSizes: number[] = [];
  let bytes = 0;
  const all = layout.alpha === null ? layout.places : [...layout.places, layout.alpha];
  const planes = 1 + Math.max(...all.map(({ plane }) => plane));
  for (let plane = 0; plane < planes; plane++) {
    const places = all.filter((place) => place.plane === plane);
    // Of the components of a plane that with the widest step says how long a line is: chroma in packed 4:2:2.
    const widest = places.reduce((a, b) => (b.step > a.step ? b : a));
    const log2Y = places[0]!.log2Y;
    const lineSize = ceilShift(width, widest.log2X) * widest.step * layout.bytesPerElement;
    offsets.push(bytes);
    lineSizes.push(lineSize);
    bytes += lineSize * ceilShift(height, log2Y);
  }
  return { bytes, offsets, lineSizes };
}

const ceilShift = (value: number, bits: number): number => (value + (1 << bits) - 1) >> bits;

/** View bytes that are laid out so as a picture; nothing is copied. */
export function viewRaw(
  bytes: Uint8Array,
  raw: RawLayout,
  layout: PixelLayout,
  { width, height, isInterlaced, tags }: Pick<Picture, 'width' | 'height' | 'isInterlaced' | 'tags'>,
): Picture {
  const planes = raw.offsets.map((offset) => bytes.subarray(offset));
  return {
    width,
    height,
    model: layout.model,
    ...viewComponents(layout, planes, raw.lineSizes),
    bits: layout.bits,
    isInterlaced,
    tags: layout.isFullRange ? { ...tags, range: 'full' } : tags,
  };
}
