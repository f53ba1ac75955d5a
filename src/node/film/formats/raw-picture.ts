import type { Picture } from '../../../core/frame/index.ts';
import { applyFormatColors, type PixelLayout, viewComponents } from './pixel-formats.ts';

/** Layout of a picture's planes without padding, as FFmpeg's `rawvideo` writes them. */
export interface RawLayout {
  /** Size of the whole picture, unpacked. */
  readonly bytes: number;
  /** Size of the whole picture as stored: differs only in formats that are unpacked. */
  readonly storedBytes: number;
  /** One per plane, bytes. */
  readonly offsets: readonly number[];
  readonly lineSizes: readonly number[];
}

/**
 * Lay out a picture without padding (libavutil/imgutils.c, `av_image_copy_to_buffer` with an
 * alignment of 1).
 */
export function layOutRaw(layout: PixelLayout, width: number, height: number): RawLayout {
  const offsets: number[] = [];
  const lineSizes: number[] = [];
  let bytes = 0;
  const all = layout.alpha === null ? layout.places : [...layout.places, layout.alpha];
  const planes = 1 + Math.max(...all.map(({ plane }) => plane));
  for (let plane = 0; plane < planes; plane++) {
    const places = all.filter((place) => place.plane === plane);
    // The component with the widest step determines the length of a line: chroma in packed 4:2:2.
    const widest = places.reduce((a, b) => (b.step > a.step ? b : a));
    const log2Y = places[0]!.log2Y;
    const lineSize = ceilShift(width, widest.log2X) * widest.step * layout.bytesPerElement;
    offsets.push(bytes);
    lineSizes.push(lineSize);
    bytes += lineSize * ceilShift(height, log2Y);
  }
  return { bytes, storedBytes: layout.unpacking?.measure(width, height, bytes) ?? bytes, offsets, lineSizes };
}

const ceilShift = (value: number, bits: number): number => (value + (1 << bits) - 1) >> bits;

/**
 * View stored bytes without padding as a picture. Only formats that must be unpacked are copied.
 */
export function viewRaw(bytes: Uint8Array, raw: RawLayout, layout: PixelLayout, shape: PictureShape): Picture {
  const { width, height } = shape;
  let codes = bytes;
  if (layout.unpacking !== null) {
    codes = new Uint8Array(raw.bytes);
    layout.unpacking.unpack(bytes.subarray(0, raw.storedBytes), codes, width, height);
  }
  const planes = raw.offsets.map((offset) => codes.subarray(offset));
  return viewPlanes(planes, raw.lineSizes, layout, shape);
}

/** Properties of a picture besides its codes. */
type PictureShape = Pick<Picture, 'width' | 'height' | 'isInterlaced' | 'tags'>;

/** View planes as a picture, without copying. */
export function viewPlanes(
  planes: readonly Uint8Array[],
  lineSizes: readonly number[],
  layout: PixelLayout,
  { width, height, isInterlaced, tags }: PictureShape,
): Picture {
  return {
    width,
    height,
    model: layout.model,
    ...viewComponents(layout, planes, lineSizes),
    bits: layout.bits,
    isInterlaced,
    tags: applyFormatColors(layout, tags),
  };
}
