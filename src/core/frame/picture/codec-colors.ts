import type { ColorTags } from './picture.ts';

/** What a codec says about the colours of all its pictures. */
interface CodecColors {
  /** Holds whatever the container says: the codec has no other way of coding. */
  readonly always?: Partial<ColorTags>;
  /** Holds where neither stream nor container says otherwise. */
  readonly unlessTagged?: Partial<ColorTags>;
  /** A transfer that files of this codec state whatever they hold. */
  readonly disbelieved?: string;
  /** Whether alpha is premultiplied. */
  readonly isPremultiplied?: boolean;
}

/** ITU-R BT.601, in FFmpeg's name for its 625-line reading; both readings have the same matrix. */
const BT601 = { matrix: 'bt470bg' } as const;

/** By FFmpeg's names of codecs. */
const CODEC_COLORS: Readonly<Record<string, CodecColors>> = {
  // RFC 6386, section 9.2: `color_space` 0 is BT.601, 1 is reserved. Its `clamping_type` is not a range: FFmpeg's own decoder
  // reads it as one.
  vp8: { always: { ...BT601, range: 'limited' } },
  // JFIF 1.02 (ITU-T T.871), clause 7: BT.601, 256 levels. Decoders of FFmpeg read comments that say otherwise.
  mjpeg: { unlessTagged: { ...BT601, range: 'full' } },
  mjpegb: { unlessTagged: { ...BT601, range: 'full' } },
  ljpeg: { unlessTagged: { ...BT601, range: 'full' } },
  amv: { unlessTagged: { ...BT601, range: 'full' } },
  // Theora specification, chapter 4: its two colour spaces have the luma of BT.601 and 219 levels.
  theora: { unlessTagged: { ...BT601, range: 'limited' } },
  // ISO/IEC 11172-2, section 2.4.3.2: Y, Cb and Cr are those of CCIR 601. It has no tags.
  mpeg1video: { unlessTagged: { ...BT601, range: 'limited' } },
  // ITU-T H.261, section 3.1, and H.263, section 4.1: CCIR 601, black 16 and white 235.
  h261: { unlessTagged: { ...BT601, range: 'limited' } },
  h263: { unlessTagged: { ...BT601, range: 'limited' } },
  // FFmpeg's encoder writes "linear" into every file (libavcodec/dpxenc.c).
  dpx: { disbelieved: 'linear' },
  // OpenEXR, "Technical Introduction": colours are premultiplied ("associated") by alpha.
  // Its light is linear: FFmpeg 5.1 does not say so.
  exr: { unlessTagged: { transfer: 'linear' }, isPremultiplied: true },
  // Sorenson's H.263 of Flash Video.
  flv1: { unlessTagged: { ...BT601, range: 'limited' } },
};

const colorsOf = (codec: string): CodecColors => (Object.hasOwn(CODEC_COLORS, codec) && CODEC_COLORS[codec]) || {};

/**
 * Complete a picture's colour tags by what its codec implies.
 *
 * @param codec FFmpeg's name of it.
 */
export function applyCodecColors(codec: string, tags: ColorTags): ColorTags {
  const { always = {}, unlessTagged = {}, disbelieved } = colorsOf(codec);
  return {
    matrix: always.matrix ?? tags.matrix ?? unlessTagged.matrix ?? null,
    range: always.range ?? tags.range ?? unlessTagged.range ?? null,
    transfer: (tags.transfer === disbelieved ? null : tags.transfer) ?? unlessTagged.transfer ?? null,
    primaries: tags.primaries,
  };
}

/** Whether the colours of a codec's pictures are premultiplied by their alpha: over black they are as they stand. */
export const hasPremultipliedAlpha = (codec: string): boolean => colorsOf(codec).isPremultiplied ?? false;
