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
  /** 0 to 1, of the outlines as one shape: overlaps do not add up. */
  readonly opacity: number;
}

/** A line along a path, with soft edges. */
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
  /** The ends of the line and of its dashes. */
  readonly cap: 'butt' | 'round';
  /**
   * Lengths of dash and gap in millimetres; a dash of 0 with round ends is a dot. Absent for a
   * solid line.
   */
  readonly dash?: readonly [number, number];
}

/**
 * Many shapes with soft edges, painted in order as one layer. Hundreds of separate layers would
 * take too much time.
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
 * A scene stores cells as columns and shares. Each renderer maps them to its own pixels.
 */
export interface Cells {
  /** Number of columns, >= 1. */
  readonly columns: number;
  /**
   * Shape (columns + 1): the cells of column i are `starts[i]` up to `starts[i + 1]`. A column
   * without cells is transparent.
   */
  readonly starts: Uint32Array;
  /** Shape (cells): 0xrrggbb. */
  readonly colors: Uint32Array;
  /**
   * Shape (cells): the end of a cell, as a share of the column's length from its beginning.
   * Ascending within a column; the last is exactly 1.
   */
  readonly bottoms: Float64Array;
}

/** Columns side by side, equally wide, their cells from top to bottom. Hard edges. */
export interface Bars extends Cells {
  readonly kind: 'bars';
  readonly box: Box;
  /** Share of a column's width that is free between it and the next one, 0 to 0.9. */
  readonly gap: number;
  /**
   * `right`: the first column is at the left. `down`: it is at the top, and cells run from left to
   * right.
   */
  readonly direction: 'right' | 'down';
}

/**
 * Columns around a centre, equally wide in angle, their cells from the outside inwards. Soft edges.
 */
export interface Ring extends Cells {
  readonly kind: 'ring';
  /** The box that holds all colours. For a part of a ring, it is smaller than the circle's box. */
  readonly box: Box;
  /** The centre, millimetres. */
  readonly x: number;
  readonly y: number;
  /** Radii, millimetres; 0 <= inner < outer. */
  readonly inner: number;
  readonly outer: number;
  /** The angle at which the first column begins, degrees clockwise from the top. */
  readonly from: number;
  /** The angle of all columns, degrees clockwise, > 0 to 360. */
  readonly sweep: number;
  /** Share of a column's angle that is free between it and the next one, 0 to 0.9. */
  readonly gap: number;
}

/** An encoded picture in memory, to be embedded in other files. */
export interface EncodedImage {
  /** Kept, not copied: must not be modified. */
  readonly bytes: Uint8Array;
  readonly type: 'image/png' | 'image/jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** A picture, stretched over its box. sRGB, no alpha. */
export interface Image {
  readonly kind: 'image';
  /** Before rotation. */
  readonly box: Box;
  readonly image: EncodedImage;
  /** Clockwise, around the middle of the box. */
  readonly turnDegrees?: number;
  /** Whether left and right are exchanged, before rotation. */
  readonly isMirrored?: boolean;
  /**
   * Whether its columns of pixels are bars. Enlarged bars keep sharp edges, and are smooth only
   * from top to bottom. Such a picture is rotated by multiples of 90 degrees.
   */
  readonly isSharpAcross?: boolean;
}

/** All kinds of marks in a scene. */
export type Mark = Rect | Path | Stroke | Group | Bars | Ring | Image;

/**
 * A poster before it becomes a file: marks on a ground, painted in order. Every mark lies within
 * the scene.
 */
export interface Scene {
  readonly widthMm: number;
  readonly heightMm: number;
  /** The page after it is cut: the area around it is bleed. Without bleed, the whole scene. */
  readonly trim: Box;
  /** Title of the picture, for readers who cannot see it. Never drawn. */
  readonly title: string;
  /** Description of the picture, in a sentence. Never drawn. May be empty. */
  readonly description: string;
  /** `#rrggbb`, or null for a transparent ground. */
  readonly background: string | null;
  readonly marks: readonly Mark[];
}
