import type { Space } from '../cluster/index.ts';
import type { Crop, Ratio } from '../frame/index.ts';

/** How the film's codes were read as colours. Names are those of ITU-T H.273 as FFmpeg spells them (`bt709`, `smpte170m`, ...). */
export interface FilmColor {
  readonly matrix: string;
  /** `limited` (16..235 at 8 bit) or `full`. */
  readonly range: string;
  readonly transfer: string;
  readonly primaries: string;
  /** Which of the four the film does not state, so that the usual default was taken. */
  readonly assumed: readonly string[];
  /** How HDR or a wide gamut was brought to sRGB; absent where codes are taken as they are. */
  readonly conversion?: string;
}

/** The sound track that loudness was measured of. */
export interface FilmSound {
  readonly codec: string;
  readonly channels: number;
  /** Hertz. */
  readonly sampleRate: number;
}

/** What was sampled. Nothing in it depends on where the file lies or when it was read. */
export interface FilmFacts {
  /** Identity by content: size and a hash of blocks spread over the file, hexadecimal. */
  readonly id: string;
  /** File name without its folder. */
  readonly name: string;
  /** Title tag of the file, else a readable form of its name. */
  readonly title: string;
  /** From the first frame's presentation to the end of the last frame's, of the sampled video track. */
  readonly durationSeconds: number;
  /** Pixels as shown: upright, before the pixel aspect is applied. */
  readonly width: number;
  readonly height: number;
  readonly pixelAspect: Ratio;
  /** Whether the picture is shown mirrored left to right, before it is turned. Absent: it is not. */
  readonly mirrored?: boolean | undefined;
  /** Clockwise turn that was applied to show the picture upright: 0, 90, 180 or 270. */
  readonly rotationDegrees: number;
  /** Average over the track. */
  readonly frameRate: Ratio;
  readonly codec: string;
  readonly color: FilmColor;
  /** The film's sound, or null where it has none. Absent where nobody listened, or could. */
  readonly sound?: FilmSound | null;
}

/** The part of the pictures that was sampled, from a time up to the next stretch's. Stored pixels, before they are mirrored and turned upright. */
export interface SampledCrop extends Crop {
  /** Seconds on the film's own clock. */
  readonly from: number;
}

/** Which part of the pictures was sampled. */
export interface Cropping {
  /** `auto`: black bars were looked for and left out; `none`: nothing was left out; `given`: a part that somebody chose. */
  readonly mode: 'auto' | 'none' | 'given';
  /** In order of time, the first from 0; at least one. More than one where the format changes. */
  readonly stretches: readonly SampledCrop[];
}

/** Which instants were sampled, and what read them. */
export interface Sampling {
  /** Columns: instants at the midpoints of this many equal slices of `from`..`to`. */
  readonly samples: number;
  /** `exact`: the frame on screen at each instant. `draft`: the key frames nearest to instants, each at its own time. */
  readonly mode: 'exact' | 'draft';
  /** Whether the loop filter was left out in pictures that no other refers to. Absent in the oldest files: it was not. */
  readonly shortcuts?: boolean | undefined;
  /** Seconds on the film's own clock, which starts at 0 with its first frame. */
  readonly from: number;
  readonly to: number;
  /** Columns whose frame could not be decoded; they keep their place and have no swatches. */
  readonly missing: number;
  /** Absent in fingerprints of version 0.1: all of each picture was sampled. */
  readonly crop?: Cropping | undefined;
  /** What decoded the film; `hwaccel` names the hardware where it was hardware. */
  readonly backend: { readonly name: string; readonly version: string; readonly hwaccel?: string };
}

/** How the colours of each frame were found. */
export interface Clustering {
  /** Clusters a frame, 1 to 32, or `auto`. */
  readonly clusters: number | 'auto';
  /** Where the colours were clustered: OKLab, sRGB codes or CIELAB (D65). */
  readonly space: Space;
  readonly seed: number;
  /** Which rules found them, `COLOR_ALGORITHM` of the program that did. Absent in older files: 1. */
  readonly algorithm?: number;
  /** Columns whose swatches were made greys because the film is black and white. Absent in older files: none. */
  readonly neutralized?: number;
}

/** One colour of a frame. */
export interface Swatch {
  /** The centroid: sRGB, `#rrggbb`, lower case. */
  readonly color: string;
  /** The colour of the sampled pixel nearest to it; left out where that is the centroid's own. */
  readonly pixel?: string;
  /** Share of the sampled picture, 0 < share <= 1. */
  readonly share: number;
}

/** How loud a film is in the 400 ms around an instant. */
export interface ColumnSound {
  /** Root of the mean square of all channels but LFE, 0 to about 1, six decimals. */
  readonly rms: number;
  /** Momentary loudness (ITU-R BS.1770-5, EBU Tech 3341), LUFS, two decimals; -70 is silence and all that is fainter. */
  readonly lufs: number;
}

/** What a picture is like as a whole, measured on all sampled pixels, not on swatches. Lightness, chroma and hue are OKLab's. */
export interface Measures {
  /** Mean, 0 (black) to 1 (white). */
  readonly lightness: number;
  /** Standard deviation of lightness, 0 to 0.5. */
  readonly contrast: number;
  /** Mean, 0 (grey) to 0.33. */
  readonly chroma: number;
  /** Hasler & Suesstrunk 2003, M^(3): 0 is not colourful, 15 slightly, 33 moderately, 45 averagely, 59 quite, 82 highly, 109 extremely. */
  readonly colorfulness: number;
  /** Share of the pixels that are plainly coloured: highest and lowest channel 48 codes apart or more. */
  readonly vivid: number;
  /** Share of all chroma that lies within 90 degrees of hue 50: reds, oranges and yellows; null where there is none. */
  readonly warm: number | null;
  /** What each 15 degrees of hue, from 0 up, add to mean chroma, shape (24,): they sum to `chroma`, but for rounding. */
  readonly hues: readonly number[];
}

/** One sampled instant. */
export interface Column {
  /** The instant, seconds on the film's own clock. */
  readonly time: number;
  /** Presentation time of the frame shown then, or null when it could not be decoded. */
  readonly frameTime: number | null;
  /** Every colour found, heaviest first, shares summing to 1 within 1e-4; empty when the frame could not be decoded. */
  readonly swatches: readonly Swatch[];
  /** Absent when the frame could not be decoded, and in older files. */
  readonly measures?: Measures;
  /**
   * How loud the film is there; null where it has no sound around the instant, or none that could be read. Absent where the film has no
   * sound at all, or nobody listened.
   */
  readonly sound?: ColumnSound | null;
}

/** One colour of a whole film. */
export interface PaletteSwatch {
  /** sRGB, `#rrggbb`, lower case. */
  readonly color: string;
  /** Share of all pictures, 0 < share <= 1. */
  readonly share: number;
}

/** The colours of a whole film as a tree, of which any number can be read: see `filmPalette`. */
export interface FilmPalette {
  /** 1 to 16, heaviest first, shares summing to 1 within 1e-4. */
  readonly colors: readonly PaletteSwatch[];
  /**
   * Which two become one, likest first, down to a single colour: one fewer than `colors`, of which these are places. The second goes into the first, which keeps
   * its colour and takes its share.
   */
  readonly merges: readonly (readonly [number, number])[];
}

/** A frame made small. */
export interface Thumbnail {
  /** Which column, counted from 0. */
  readonly column: number;
  /** A JPEG file, base64. */
  readonly jpeg: string;
}

/** What layouts with pictures need, so that they are drawn without the film. All upright, of square pixels, cropped as sampled. */
export interface Pictures {
  /** Some columns' frames, at most 240, evenly spread, in the order of columns. Sizes may differ where the film's format changes. */
  readonly thumbnails: readonly Thumbnail[];
  /** All columns' frames, each squeezed into one column of pixels (the mean of each row, in linear light): a PNG file, base64, as wide as there are columns; black where one is missing. */
  readonly squeezed: string;
}

/** The colours of a film ("movie barcode" in the literature): the product, of which every picture is drawn. */
export interface Fingerprint {
  readonly format: 'chromatheque/fingerprint';
  readonly version: 1;
  readonly film: FilmFacts;
  readonly sampling: Sampling;
  readonly clustering: Clustering;
  readonly tool: { readonly name: string; readonly version: string };
  /** The film's own palette. Absent in older files. */
  readonly palette?: FilmPalette;
  /** Absent in older files, and where they were not wanted. */
  readonly pictures?: Pictures;
  /** In order of time, evenly spaced. At least one. */
  readonly columns: readonly Column[];
}
