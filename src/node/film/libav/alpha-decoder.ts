/**
 * FFmpeg's names of decoders that read the alpha of WebM, by codec. Alpha is a separate stream in
 * `BlockAdditional` elements, which FFmpeg's native decoders of these codecs ignore
 * (libavcodec/libvpxdec.c reads `AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL`).
 */
const ALPHA_DECODERS: Readonly<Record<string, string>> = { vp8: 'libvpx', vp9: 'libvpx-vp9' };

/** A container's facts about a track that concern alpha. */
export interface AlphaTrack {
  /** FFmpeg's codec name. */
  readonly codec: string;
  /** The tag `alpha_mode`, FFmpeg's name for Matroska's `AlphaMode`: "1" if the track has alpha. */
  readonly alphaMode: string | null;
}

/** The choice of decoder for a track that may have alpha. */
export interface AlphaDecoding {
  /** FFmpeg's name of the decoder that reads alpha; null for the default decoder. */
  readonly decoder: string | null;
  readonly warnings: readonly string[];
}

/**
 * Choose the decoder of a track that may have alpha in side data.
 *
 * @param hasDecoder whether this FFmpeg has a decoder of a name.
 */
export function chooseAlphaDecoder(
  { codec, alphaMode }: AlphaTrack,
  hasDecoder: (name: string) => boolean,
): AlphaDecoding {
  const decoder = alphaMode === '1' && Object.hasOwn(ALPHA_DECODERS, codec) ? ALPHA_DECODERS[codec]! : null;
  if (decoder === null || hasDecoder(decoder)) return { decoder, warnings: [] };
  const warning = `the film has alpha, which this FFmpeg cannot read without ${decoder}; its pictures are treated as opaque`;
  return { decoder: null, warnings: [warning] };
}
