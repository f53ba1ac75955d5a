import type { Space } from '../cluster/index.ts';
import type { Crop, Ratio } from '../frame/index.ts';
import type { ShotThumbnail, Transition } from './shot.ts';

/**
 * How the film's codes were converted to colours. Names are those of ITU-T H.273 in FFmpeg's
 * spelling (`bt709`, `smpte170m`, ...).
 */
export interface FilmColor {
  readonly matrix: string;
  /** `limited` (16..235 at 8 bit) or `full`. */
  readonly range: string;
  readonly transfer: string;
  readonly primaries: string;
  /** Which of the four the film does not state: the usual defaults were used. */
  readonly assumed: readonly string[];
  /** How HDR or a wide gamut was converted to sRGB; absent if codes were not converted. */
  readonly conversion?: string;
}

/** The sound track whose loudness was measured. */
export interface FilmSound {
  readonly codec: string;
  readonly channels: number;
  /** Hertz. */
  readonly sampleRate: number;
}

/** The sampled film. Nothing here depends on the file's location or the time of reading. */
export interface FilmFacts {
  /** Identity by content: file size and a hash of blocks spread over the file, hexadecimal. */
  readonly id: string;
  /** File name without its folder. */
  readonly name: string;
  /** Title tag of the file, otherwise a readable form of its name. */
  readonly title: string;
  /**
   * From the start of the first frame to the end of the last one, of the sampled video track,
   * seconds.
   */
  readonly durationSeconds: number;
  /** Pixels as shown: upright, before the pixel aspect is applied. */
  readonly width: number;
  readonly height: number;
  readonly pixelAspect: Ratio;
  /** Whether the picture is shown mirrored left to right, before rotation. Absent: it is not. */
  readonly mirrored?: boolean | undefined;
  /** Clockwise rotation that was applied to show the picture upright: 0, 90, 180 or 270. */
  readonly rotationDegrees: number;
  /** Average over the track. */
  readonly frameRate: Ratio;
  readonly codec: string;
  readonly color: FilmColor;
  /**
   * The film's sound; null if it has none. Absent if loudness was not measured, or could not be.
   */
  readonly sound?: FilmSound | null;
}

/**
 * The sampled part of the pictures from a time up to the next stretch. Stored pixels, before
 * mirroring and rotation.
 */
export interface SampledCrop extends Crop {
  /** Seconds on the film's own clock. */
  readonly from: number;
}

/** The sampled part of the pictures. */
export interface Cropping {
  /**
   * `auto`: black bars were detected and removed; `none`: nothing was removed; `given`: the user
   * chose a part.
   */
  readonly mode: 'auto' | 'none' | 'given';
  /** In order of time, the first from 0; at least one. More than one if the format changes. */
  readonly stretches: readonly SampledCrop[];
}

/** The sampled instants, and the backend. */
export interface Sampling {
  /** Number of columns: instants at the midpoints of this many equal slices of `from`..`to`. */
  readonly samples: number;
  /**
   * `exact`: the frame shown at each instant. `draft`: the key frames nearest to instants, each at
   * its own time.
   */
  readonly mode: 'exact' | 'draft';
  /**
   * Whether the loop filter was skipped in unreferenced pictures. Absent in the oldest files: it
   * was not.
   */
  readonly shortcuts?: boolean | undefined;
  /** Seconds on the film's own clock, which starts at 0 with its first frame. */
  readonly from: number;
  readonly to: number;
  /**
   * Number of columns whose frame could not be decoded; they keep their place and have no swatches.
   */
  readonly missing: number;
  /** Absent in fingerprints of version 0.1: whole pictures were sampled. */
  readonly crop?: Cropping | undefined;
  /** Version of the rules that detected shots; absent if they were not detected. */
  readonly shotAlgorithm?: number;
  /** What decoded the film; `hwaccel` names the hardware, if any. */
  readonly backend: { readonly name: string; readonly version: string; readonly hwaccel?: string };
}

/** How the colours of each frame were found. */
export interface Clustering {
  /** Clusters per frame, 1 to 32, or `auto`. */
  readonly clusters: number | 'auto';
  /** Colour space of clustering: OKLab, sRGB codes or CIELAB (D65). */
  readonly space: Space;
  readonly seed: number;
  /**
   * Version of the rules that found them: `COLOR_ALGORITHM` of the program that wrote the file.
   * Absent in older files: 1.
   */
  readonly algorithm?: number;
  /**
   * Number of columns whose swatches were converted to grey because the film is black and white.
   * Absent in older files: 0.
   */
  readonly neutralized?: number;
}

/** One colour of a frame. */
export interface Swatch {
  /** The centroid: sRGB, `#rrggbb`, lower case. */
  readonly color: string;
  /** The colour of the sampled pixel nearest to the centroid; absent if it is the same. */
  readonly pixel?: string;
  /** Share of the sampled picture, 0 < share <= 1. */
  readonly share: number;
  /**
   * How contiguous its pixels are: the share of their neighbours (left, right, above, below) that
   * belong to the same swatch, 0 to 1, two decimals. Absent in older files, and where swatches do
   * not come from a picture.
   */
  readonly contiguity?: number;
}

/** The loudness of a film in the 400 ms around an instant. */
export interface ColumnSound {
  /** Root of the mean square of all channels but LFE, 0 to about 1, six decimals. */
  readonly rms: number;
  /**
   * Momentary loudness (ITU-R BS.1770-5, EBU Tech 3341), LUFS, two decimals; -70 is silence and
   * anything quieter.
   */
  readonly lufs: number;
}

/**
 * Measures of a whole picture, computed from all sampled pixels, not from swatches. Lightness,
 * chroma and hue are those of OKLab.
 */
export interface Measures {
  /** Mean, 0 (black) to 1 (white). */
  readonly lightness: number;
  /** Standard deviation of lightness, 0 to 0.5. */
  readonly contrast: number;
  /** Mean, 0 (grey) to 0.33. */
  readonly chroma: number;
  /**
   * Hasler & Suesstrunk 2003, M^(3): 0 is not colourful, 15 slightly, 33 moderately, 45 averagely,
   * 59 quite, 82 highly, 109 extremely.
   */
  readonly colorfulness: number;
  /** Share of clearly coloured pixels: highest and lowest channel differ by at least 48 codes. */
  readonly vivid: number;
  /**
   * Share of all chroma within 90 degrees of hue 50: reds, oranges and yellows; null without
   * chroma.
   */
  readonly warm: number | null;
  /**
   * Contribution of each 15 degrees of hue, from 0 up, to mean chroma, shape (24,). They sum to
   * `chroma`, except for rounding.
   */
  readonly hues: readonly number[];
}

/** One sampled instant. */
export interface Column {
  /** The instant, seconds on the film's own clock. */
  readonly time: number;
  /** Presentation time of the frame shown then; null if it could not be decoded. */
  readonly frameTime: number | null;
  /**
   * All colours, largest share first, shares summing to 1 within 1e-4; empty if the frame could not
   * be decoded.
   */
  readonly swatches: readonly Swatch[];
  /** Absent if the frame could not be decoded, and in older files. */
  readonly measures?: Measures;
  /**
   * Loudness at the instant; null if the film has no sound there, or it could not be read. Absent
   * if the film has no sound, or loudness was not measured.
   */
  readonly sound?: ColumnSound | null;
}

/**
 * A part of the film between two transitions. Shots cover the sampled range: each begins where the
 * one before it ends. The black between a fade-out and a fade-in is a shot of its own, which the
 * fade-out opens.
 */
export interface Shot {
  /** Presentation time of the first frame, seconds on the film's own clock. */
  readonly from: number;
  /** End of the last frame, seconds. */
  readonly to: number;
  /** The first frame, counted from 0 in display order: the first frame of the transition. */
  readonly fromFrame: number;
  /** The first frame of the next shot. */
  readonly toFrame: number;
  /** The transition that opens the shot; null for the first one. */
  readonly transition: Transition | null;
  /** Number of the scene that the shot belongs to, from 0, ascending. */
  readonly scene: number;
  /**
   * Presentation time of the frame that represents the shot, near its middle and outside
   * transitions, seconds; null if none could be decoded.
   */
  readonly frameTime: number | null;
  /**
   * Colours of the frames outside transitions, each frame counting the same: largest share first,
   * at most ten, shares summing to 1 within 1e-4; empty if none could be decoded.
   */
  readonly swatches: readonly Swatch[];
  /** Means over the same frames; absent if none could be decoded. */
  readonly measures?: Measures;
}

/** One colour of a whole film. */
export interface PaletteSwatch {
  /** sRGB, `#rrggbb`, lower case. */
  readonly color: string;
  /** Share of the whole picture area, 0 < share <= 1. */
  readonly share: number;
}

/** The colours of a whole film as a tree, from which any number can be taken: see `filmPalette`. */
export interface FilmPalette {
  /** 1 to 16, largest share first, shares summing to 1 within 1e-4. */
  readonly colors: readonly PaletteSwatch[];
  /**
   * Pairs to merge, most similar first, down to a single colour: one fewer than `colors`; the
   * numbers are indexes into `colors`. The second colour merges into the first, which keeps its
   * colour and adds its share.
   */
  readonly merges: readonly (readonly [number, number])[];
}

/** A small picture of a frame. */
export interface Thumbnail {
  /** Index of the column, from 0. */
  readonly column: number;
  /** A JPEG file, base64. */
  readonly jpeg: string;
}

/**
 * Pictures for layouts that show frames, so that they are drawn without the film. All are upright,
 * with square pixels, cropped as sampled.
 */
export interface Pictures {
  /**
   * Frames of some columns, at most 240, evenly spread, in the order of columns. Sizes may differ
   * if the film's format changes.
   */
  readonly thumbnails: readonly Thumbnail[];
  /**
   * Frames of all columns, each squeezed into one column of pixels (the mean of each row, in linear
   * light): a PNG file, base64, one pixel wide per column; black for a missing frame.
   */
  readonly squeezed: string;
  /** Frames of shots, in the order of shots; absent if shots were not detected. */
  readonly shots?: readonly ShotThumbnail[];
}

/** The colours of a film ("movie barcode" in the literature). Every picture is drawn from it. */
export interface Fingerprint {
  readonly format: 'chromatheque/fingerprint';
  readonly version: 1;
  readonly film: FilmFacts;
  readonly sampling: Sampling;
  readonly clustering: Clustering;
  readonly tool: { readonly name: string; readonly version: string };
  /** The palette of the whole film. Absent in older files. */
  readonly palette?: FilmPalette;
  /** Absent in older files, and if they were not requested. */
  readonly pictures?: Pictures;
  /** In order of time, evenly spaced. At least one. */
  readonly columns: readonly Column[];
  /** In order of time, at least one. Absent if shots were not detected. */
  readonly shots?: readonly Shot[];
}
