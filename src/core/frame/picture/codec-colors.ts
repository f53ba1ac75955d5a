import type { ColorTags } from './picture.ts';

/** What a codec implies for the colours of its pictures. */
interface CodecColors {
  /** Overrides the container: the codec has no other coding. */
  readonly always?: Partial<ColorTags>;
  /** Applies if neither stream nor container states another value. */
  readonly unlessTagged?: Partial<ColorTags>;
  /** A transfer function that files of this codec state regardless of their content: ignored. */
  readonly disbelieved?: string;
  /** Whether alpha is premultiplied. */
  readonly isPremultiplied?: boolean;
}

/** ITU-R BT.601 by FFmpeg's name for its 625-line variant; both variants have the same matrix. */
const BT601 = { matrix: 'bt470bg' } as const;

/** By FFmpeg's codec names. */
const CODEC_COLORS: Readonly<Record<string, CodecColors>> = {
  // RFC 6386, section 9.2: `color_space` 0 is BT.601, 1 is reserved. Its `clamping_type` is not a
  // range, although FFmpeg's own decoder reads it as one.
  vp8: { always: { ...BT601, range: 'limited' } },
  // JFIF 1.02 (ITU-T T.871), clause 7: BT.601, 256 levels. FFmpeg's decoders read comments that
  // state other values.
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
  // Its light is linear; FFmpeg 5.1 does not tag it so.
  exr: { unlessTagged: { transfer: 'linear' }, isPremultiplied: true },
  // Sorenson's H.263 of Flash Video.
  flv1: { unlessTagged: { ...BT601, range: 'limited' } },
};

const colorsOf = (codec: string): CodecColors => (Object.hasOwn(CODEC_COLORS, codec) && CODEC_COLORS[codec]) || {};

/**
 * Complete a picture's colour tags with what its codec implies.
 *
 * @param codec FFmpeg's codec name.
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

/**
 * Whether a codec's pictures are premultiplied by their alpha: over black, their codes need no
 * change.
 */
export const hasPremultipliedAlpha = (codec: string): boolean => colorsOf(codec).isPremultiplied ?? false;
