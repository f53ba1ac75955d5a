import type { ColorMatrix, Range } from '../../color/index.ts';
import type { Shown } from './orientation.ts';

/**
 * How codes stand for light, in the names of ITU-T H.273 as FFmpeg spells them. `null`: the film does not say. A code point without
 * a name is `unknown (23)`.
 */
export interface ColorTags {
  readonly matrix: string | null;
  readonly range: Range | null;
  readonly transfer: string | null;
  readonly primaries: string | null;
}

/** Tags with every gap filled by the usual default; `assumed` names the filled ones. */
export interface ResolvedColor {
  readonly matrix: ColorMatrix;
  readonly range: Range;
  readonly transfer: string;
  readonly primaries: string;
  readonly assumed: readonly ('matrix' | 'range' | 'transfer' | 'primaries')[];
}

/**
 * Where one component's codes lie: code(x, y) = data[offset + (y >> log2Y) * stride + (x >> log2X) * step] >> shift.
 * Stride, step and offset count elements of `data`, not bytes.
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
 * A decoded frame as the decoder left it: planes and tags, nothing scaled, nothing converted.
 * The planes are borrowed: they are valid until the next picture is asked for, and are never written to.
 */
export interface Picture {
  /** Pixels as stored, before mirroring, rotation and pixel aspect; without what stream and container crop away. */
  readonly width: number;
  readonly height: number;
  /** `ycbcr`: Y, Cb, Cr. `rgb`: R, G, B. `gray`: one component. */
  readonly model: 'ycbcr' | 'rgb' | 'gray';
  readonly components: readonly Component[];
  /** How much of the picture covers the black behind it, or null where all of it does. `bits` and full range; not premultiplied. */
  readonly alpha: Component | null;
  /** Whether its rows are two fields, of two moments. */
  readonly isInterlaced: boolean;
  /** Significant bits of a code, 8 to 16. */
  readonly bits: number;
  readonly tags: ColorTags;
  /** How this picture is shown, which may change on the way; absent: as the film's first picture. */
  readonly shown?: Shown;
}
