/**
 * FFmpeg's names of decoders that read the alpha of WebM, by codec. It is a stream of its own in `BlockAdditional` elements, which
 * FFmpeg's own decoders of these codecs leave out (libavcodec/libvpxdec.c reads `AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL`).
 */
const ALPHA_DECODERS: Readonly<Record<string, string>> = { vp8: 'libvpx', vp9: 'libvpx-vp9' };

/** What the container says of a track, as far as it concerns alpha. */
export interface AlphaTrack {
  /** FFmpeg's name of the codec. */
  readonly codec: string;
  /** The tag `alpha_mode`, which FFmpeg makes of Matroska's `AlphaMode`: "1" where the track has alpha. */
  readonly alphaMode: string | null;
}

/** How a track with alpha in side data is decoded. */
export interface AlphaDecoding {
  /** FFmpeg's name of the decoder that reads alpha; null where the usual decoder is right. */
  readonly decoder: string | null;
  readonly warnings: readonly string[];
}

/**
 * Choose the decoder of a track that may have alpha in side data.
 *
 * @param hasDecoder whether this FFmpeg has a decoder of some name.
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
