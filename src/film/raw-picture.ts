import type { ColorTags, Picture } from '../frame/index.ts';
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
 *
 * @param name FFmpeg's name of the pixel format that `layout` describes: it tells of a plane of alpha, which is left aside.
 */
export function layOutRaw(name: string, layout: PixelLayout, width: number, height: number): RawLayout {
  const offsets: number[] = [];
  const lineSizes: number[] = [];
  let bytes = 0;
  const planes = 1 + Math.max(...layout.places.map(({ plane }) => plane));
  for (let plane = 0; plane < planes; plane++) {
    const places = layout.places.filter((place) => place.plane === plane);
    // Of the components of a plane that with the widest step says how long a line is: chroma in packed 4:2:2.
    const widest = places.reduce((a, b) => (b.step > a.step ? b : a));
    const log2Y = places[0]!.log2Y;
    const lineSize = ceilShift(width, widest.log2X) * widest.step * layout.bytesPerElement;
    offsets.push(bytes);
    lineSizes.push(lineSize);
    bytes += lineSize * ceilShift(height, log2Y);
  }
  if (/^(?:yuva|gbrap)/.test(name)) bytes += width * height * layout.bytesPerElement;
  return { bytes, offsets, lineSizes };
}

const ceilShift = (value: number, bits: number): number => (value + (1 << bits) - 1) >> bits;

/** View bytes that are laid out so as a picture; nothing is copied. */
export function viewRaw(
  bytes: Uint8Array,
  raw: RawLayout,
  layout: PixelLayout,
  { width, height, tags }: { width: number; height: number; tags: ColorTags },
): Picture {
  const planes = raw.offsets.map((offset) => bytes.subarray(offset));
  return {
    width,
    height,
    model: layout.model,
    components: viewComponents(layout, planes, raw.lineSizes),
    bits: layout.bits,
    tags: layout.isFullRange ? { ...tags, range: 'full' } : tags,
  };
}
