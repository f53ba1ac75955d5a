import type { SoundChannel } from '../../../core/frame/index.ts';

/** The memory layout of a sample format. */
export interface SampleLayout {
  readonly isPlanar: boolean;
  readonly view: (bytes: Uint8Array) => SoundChannel['data'];
  /** Number of elements of the view per sample, and the one that contains it. */
  readonly elements: number;
  readonly element: number;
  readonly zero: number;
  readonly scale: number;
}

const VIEWS: Readonly<Record<string, Omit<SampleLayout, 'isPlanar'>>> = {
  u8: { view: (bytes) => bytes, elements: 1, element: 0, zero: 128, scale: 2 ** -7 },
  s16: { view: (bytes) => viewAs(Int16Array, bytes), elements: 1, element: 0, zero: 0, scale: 2 ** -15 },
  s32: { view: (bytes) => viewAs(Int32Array, bytes), elements: 1, element: 0, zero: 0, scale: 2 ** -31 },
  // The upper half of 64 bits is enough: the rest is inaudible and below the precision of a double.
  s64: { view: (bytes) => viewAs(Int32Array, bytes), elements: 2, element: 1, zero: 0, scale: 2 ** -31 },
  flt: { view: (bytes) => viewAs(Float32Array, bytes), elements: 1, element: 0, zero: 0, scale: 1 },
  dbl: { view: (bytes) => viewAs(Float64Array, bytes), elements: 1, element: 0, zero: 0, scale: 1 },
};

interface View<T> {
  new (buffer: ArrayBufferLike, offset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
}

const viewAs = <T>(type: View<T>, bytes: Uint8Array): T =>
  new type(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / type.BYTES_PER_ELEMENT));

/**
 * Describe a sample format by FFmpeg's name (libavutil/samplefmt.c; `p` is for planar); null for an
 * unknown one.
 */
export function describeSampleFormat(name: string): SampleLayout | null {
  const isPlanar = name.endsWith('p');
  const layout = VIEWS[isPlanar ? name.slice(0, -1) : name];
  return layout === undefined ? null : { ...layout, isPlanar };
}

/**
 * View a frame's planes as channels, without copying.
 *
 * @param planes  the decoder's buffers: one per channel, or one with all channels interleaved.
 * @param weights one per channel.
 */
export function viewChannels(
  { isPlanar, view, elements, element, zero, scale }: SampleLayout,
  planes: readonly Uint8Array[],
  weights: readonly number[],
): SoundChannel[] {
  const interleaved = isPlanar ? undefined : view(planes[0]!);
  return weights.map((weight, i) => ({
    data: interleaved ?? view(planes[i]!),
    offset: (isPlanar ? 0 : i * elements) + element,
    step: isPlanar ? elements : elements * weights.length,
    zero,
    scale,
    weight,
  }));
}
