/** A box in millimetres from the scene's upper left corner, y down. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A filled box with hard edges. */
export interface Rect {
  readonly kind: 'rect';
  readonly box: Box;
  /** `#rrggbb`. */
  readonly color: string;
}

/** Filled outlines with soft edges (rule: nonzero): a title. */
export interface Path {
  readonly kind: 'path';
  /** SVG path data in millimetres of the scene. */
  readonly data: string;
  /** The box that holds the ink. */
  readonly box: Box;
  /** `#rrggbb`. */
  readonly color: string;
  /** 0 to 1, of the outlines as one shape: where they overlap they do not add up. */
  readonly opacity: number;
}

/**
 * Columns of colour side by side, equally wide, each split into cells from top to bottom. Hard edges.
 *
 * Cells stay what they are, columns and shares: each renderer decides how they fall on its pixels.
 */
export interface Bars {
  readonly kind: 'bars';
  readonly box: Box;
  /** How many columns, >= 1. */
  readonly columns: number;
  /** Shape (columns + 1): the cells of column i are `starts[i]` up to `starts[i + 1]`; none = the scene's background shows. */
  readonly starts: Uint32Array;
  /** Shape (cells): 0xrrggbb. */
  readonly colors: Uint32Array;
  /** Shape (cells): where a cell ends, as a share of the height from the top. Rising within a column, its last exactly 1. */
  readonly bottoms: Float64Array;
}

/** A picture as a file in memory, to be put into others. */
export interface EncodedImage {
  /** Kept, not copied: not to be modified. */
  readonly bytes: Uint8Array;
  readonly type: 'image/png' | 'image/jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** A picture, stretched over its box. sRGB, no alpha. */
export interface Image {
  readonly kind: 'image';
  readonly box: Box;
  readonly image: EncodedImage;
}

/** The closed set of what a scene is made of. */
export type Mark = Rect | Path | Bars | Image;

/** A poster before it becomes a file: marks on a ground, painted in order. Every mark lies within the scene. */
export interface Scene {
  readonly widthMm: number;
  readonly heightMm: number;
  /** What the picture is of, for whoever cannot see it. Never drawn. */
  readonly title: string;
  /** `#rrggbb`. */
  readonly background: string;
  readonly marks: readonly Mark[];
}
