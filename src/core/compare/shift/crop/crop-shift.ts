/** A rectangle as shares of a picture's width and height, each 0 to 1, four decimals. */
export interface ShareRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Which part of A's picture is which part of B's. */
export interface CropShift {
  /** The part of A's whole picture that B shows too. */
  readonly a: ShareRect;
  /** The part of B's whole picture that A shows too. */
  readonly b: ShareRect;
  /** The pictures without black bars. */
  readonly pictureA: ShareRect;
  readonly pictureB: ShareRect;
  /** Width by height of the pictures without black bars, three decimals. */
  readonly aspectA: number;
  readonly aspectB: number;
  /**
   * How much wider B shows things than A does, compared with their height, three decimals: 1 if
   * neither is stretched.
   */
  readonly stretch: number;
  /** Whether B is mirrored left to right compared with A. */
  readonly isMirrored: boolean;
  /** How well edges agree, 0 to 1, two decimals. */
  readonly agreement: number;
}

/** The whole picture. */
export const WHOLE: ShareRect = { left: 0, top: 0, width: 1, height: 1 };

/** Both films show the same picture. */
export function isSamePicture(crop: CropShift): boolean {
  const isWhole = ({ left, top, width, height }: ShareRect): boolean =>
    left === 0 && top === 0 && width === 1 && height === 1;
  return !crop.isMirrored && isWhole(crop.a) && isWhole(crop.b);
}
