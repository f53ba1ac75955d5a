/**
 * Decoded pictures, and the port through which films are read.
 *
 * `chromatheque/frame`: the part of this room that stays the same within a major version.
 * The rooms of this package use index.ts.
 */

export { FilmError, type FilmErrorCode } from './film-error.ts';
export { FILM_EXTENSIONS, hasFilmExtension } from './film-extensions.ts';
export type { Backend, FilmInfo, FrameSource, ShownFrame } from './frame-source.ts';
export { resolveColor } from './picture/color-tags.ts';
export type { ColorTags, Component, Picture, ResolvedColor } from './picture/picture.ts';
export { createPixelSampler, type PixelSampler } from './picture/sample-pixels.ts';
export type { DecodeRun, Span } from './plan/decode-plan.ts';
export {
  measureTrack,
  PACKET_HIDDEN,
  PACKET_KEY,
  PACKET_RECOVERY,
  type PacketIndex,
  type Track,
} from './plan/packet-index.ts';
export type { Ratio } from './ratio.ts';
