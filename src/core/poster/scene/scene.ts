import type { PathSegment } from './path.ts';

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
  readonly segments: readonly PathSegment[];
  /** The box that holds the ink. */
  readonly box: Box;
  /** `#rrggbb`. */
  readonly color: string;
  /** 0 to 1, of the outlines as one shape: where they overlap they do not add up. */
  readonly opacity: number;
}

/** A line along a path, soft edges. */
export interface Stroke {
  readonly kind: 'stroke';
  readonly segments: readonly PathSegment[];
  /** The box that holds the ink, the line's width included. */
  readonly box: Box;
  /** `#rrggbb`. */
  readonly color: string;
  /** 0 to 1. */
  readonly opacity: number;
  readonly widthMm: number;
  /** How the line ends, and how its dashes do. */
  readonly cap: 'butt' | 'round';
  /**
   * Lengths of dash and gap in millimetres, a dash of 0 with round ends being a dot; whole when
   * absent.
   */
  readonly dash?: readonly [number, number];
}

/**
 * Many shapes with soft edges, painted in order as one layer: for hundreds of them, since each
 * layer of its own takes time.
 */
export interface Group {
  readonly kind: 'group';
  /** The box that holds all ink. */
  readonly box: Box;
  readonly marks: readonly (Path | Stroke)[];
}

/**
 * Columns of colour, each split into cells.
 *
 * Cells stay what they are, columns and shares: each renderer decides how they fall on its pixels.
 */
export interface Cells {
  /** How many columns, >= 1. */
  readonly columns: number;
  /**
   * Shape (columns + 1): the cells of column i are `starts[i]` up to `starts[i + 1]`; none = what
   * lies below shows.
   */
  readonly starts: Uint32Array;
  /** Shape (cells): 0xrrggbb. */
  readonly colors: Uint32Array;
  /**
   * Shape (cells): where a cell ends, as a share of the column's length from its beginning. Rising
   * within a column, its last exactly 1.
   */
  readonly bottoms: Float64Array;
}

/** Columns side by side, equally wide, their cells from top to bottom. Hard edges. */
export interface Bars extends Cells {
  readonly kind: 'bars';
  readonly box: Box;
  /** Share of a column's width that stays free between it and the next one, 0 to 0.9. */
  readonly gap: number;
  /**
   * Where the first column is: at the left, or at the top, cells then running from left to right.
   */
  readonly direction: 'right' | 'down';
}

/**
 * Columns around a centre, equally wide in angle, their cells from the outside inwards. Soft edges.
 */
export interface Ring extends Cells {
  readonly kind: 'ring';
  /** The box that holds all colours: of a part of a ring, less than the circle's. */
  readonly box: Box;
  /** The centre, millimetres. */
  readonly x: number;
  readonly y: number;
  /** Radii, millimetres; 0 <= inner < outer. */
  readonly inner: number;
  readonly outer: number;
  /** Where the first column begins, degrees clockwise from the top. */
  readonly from: number;
  /** How far the columns reach, degrees clockwise, > 0 to 360. */
  readonly sweep: number;
  /** Share of a column's angle that stays free between it and the next one, 0 to 0.9. */
  readonly gap: number;
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
  /** Before it is turned. */
  readonly box: Box;
  readonly image: EncodedImage;
  /** Clockwise, around the middle of the box. */
  readonly turnDegrees?: number;
  /** Whether left and right change places, before it is turned. */
  readonly isMirrored?: boolean;
  /**
   * Whether its columns of pixels are bars: larger than they are, they keep sharp edges, and are
   * smooth from top to bottom alone. Turned by multiples of 90 degrees.
   */
  readonly isSharpAcross?: boolean;
}

/** The closed set of what a scene is made of. */
export type Mark = Rect | Path | Stroke | Group | Bars | Ring | Image;

/**
 * A poster before it becomes a file: marks on a ground, painted in order. Every mark lies within
 * the scene.
 */
export interface Scene {
  readonly widthMm: number;
  readonly heightMm: number;
  /** The page after it is cut: what lies around it is bleed. Without bleed, the whole scene. */
  readonly trim: Box;
  /** What the picture shows, for readers who cannot see it. Never drawn. */
  readonly title: string;
  /** What it shows, in a sentence. Never drawn. May be empty. */
  readonly description: string;
  /** `#rrggbb`, or null where the ground is transparent. */
  readonly background: string | null;
  readonly marks: readonly Mark[];
}
