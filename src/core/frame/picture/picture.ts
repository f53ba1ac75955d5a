import type { ColorMatrix, Range } from '../../color/index.ts';
import type { Shown } from './orientation.ts';

/**
 * The relation of codes to light, by the names of ITU-T H.273 in FFmpeg's spelling. Null: not
 * stated by the film. A code point without a name is `unknown (23)`.
 */
export interface ColorTags {
  readonly matrix: string | null;
  readonly range: Range | null;
  readonly transfer: string | null;
  readonly primaries: string | null;
}

/** Tags with missing ones filled by the usual defaults; `assumed` names the filled ones. */
export interface ResolvedColor {
  readonly matrix: ColorMatrix;
  readonly range: Range;
  readonly transfer: string;
  readonly primaries: string;
  readonly assumed: readonly ('matrix' | 'range' | 'transfer' | 'primaries')[];
}

/**
 * Location of one component's codes: code(x, y) = data[offset + (y >> log2Y) * stride + (x >>
 * log2X) * step] >> shift. Stride, step and offset count elements of `data`, not bytes.
 */
export interface Component {
  readonly data: Uint8Array | Uint16Array;
  readonly offset: number;
  readonly stride: number;
  readonly step: number;
  readonly log2X: number;
  readonly log2Y: number;
  readonly shift: number;
}

/**
 * A decoded frame as the decoder returns it: planes and tags, not scaled, not converted. The planes
 * are borrowed: they are valid until the next picture is requested. Do not write to them.
 */
export interface Picture {
  /**
   * Stored pixels, before mirroring, rotation and pixel aspect, after the crop that stream and
   * container state.
   */
  readonly width: number;
  readonly height: number;
  /** `ycbcr`: Y, Cb, Cr. `rgb`: R, G, B. `gray`: one component. */
  readonly model: 'ycbcr' | 'rgb' | 'gray';
  readonly components: readonly Component[];
  /**
   * Opacity over black, in `bits` and full range, not premultiplied; null if the picture is opaque.
   */
  readonly alpha: Component | null;
  /** Whether its rows are two fields, recorded at two times. */
  readonly isInterlaced: boolean;
  /** Significant bits of a code, 8 to 16. */
  readonly bits: number;
  readonly tags: ColorTags;
  /**
   * How this picture is shown, which may change during a film; absent: like the film's first
   * picture.
   */
  readonly shown?: Shown;
}
