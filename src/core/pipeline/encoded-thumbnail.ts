/** A thumbnail as a JPEG file. */
export interface EncodedThumbnail {
  readonly jpeg: Uint8Array;
}
