/**
 * FFmpeg's names of decoders that read the alpha of WebM, by codec. The alpha is a separate stream
 * in `BlockAdditional` elements, which FFmpeg's own decoders of these codecs ignore
 * (libavcodec/libvpxdec.c reads `AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL`).
 */
const ALPHA_DECODERS: Readonly<Record<string, string>> = { vp8: 'libvpx', vp9: 'libvpx-vp9' };

/** The fields of a track that concern alpha. */
export interface AlphaTrack {
  /** FFmpeg's name of the codec. */
  readonly codec: string;
  /** FFmpeg's tag for Matroska's `AlphaMode`: "1" if the track has alpha. */
  readonly alphaMode: string | null;
}

/** How to decode a track with alpha in side data. */
export interface AlphaDecoding {
  /** FFmpeg's name of the decoder that reads alpha; null for the default decoder. */
  readonly decoder: string | null;
  readonly warnings: readonly string[];
}

/**
 * Choose the decoder of a track that may have alpha in side data.
 *
 * @param hasDecoder whether this FFmpeg has a decoder with the given name.
 */
export function chooseAlphaDecoder(
  { codec, alphaMode }: AlphaTrack,
  hasDecoder: (name: string) => boolean,
): AlphaDecoding {
  const decoder = alphaMode === '1' && Object.hasOwn(ALPHA_DECODERS, codec) ? ALPHA_DECODERS[codec]! : null;
  if (decoder === null || hasDecoder(decoder)) return { decoder, warnings: [] };
  const warning = `the film has alpha, which this FFmpeg cannot read without ${decoder}; its pictures are taken as opaque`;
  return { decoder: null, warnings: [warning] };
}
