import {
  buildFilmPalette,
  type Column,
  filmPalette,
  MAX_SHOT_COLORS,
  type Measures,
  roundTo,
  type Swatch,
} from '../../fingerprint/index.ts';

/** Decimals of the means of measures, as in columns. */
const DECIMALS = 4;
const COLORFULNESS_DECIMALS = 2;

type Frame = Pick<Column, 'swatches' | 'measures'>;

/** Join the colours of a shot's frames, each frame counting the same. */
export function joinSwatches(frames: readonly Frame[]): readonly Swatch[] {
  const palette = buildFilmPalette(frames);
  return palette === null ? [] : filmPalette({ palette, columns: [] }, MAX_SHOT_COLORS);
}

/** Average the measures of a shot's frames; undefined if none has any. */
export function averageMeasures(frames: readonly Frame[]): Measures | undefined {
  const known = frames.flatMap(({ measures }) => (measures === undefined ? [] : [measures]));
  if (known.length === 0) return undefined;
  const mean = (of: (measures: Measures) => number, decimals: number = DECIMALS) =>
    roundTo(known.reduce((sum, measures) => sum + of(measures), 0) / known.length, decimals);
  const chroma = mean((measures) => measures.chroma);
  const warmChroma = known.reduce((sum, { warm, chroma: own }) => sum + (warm ?? 0) * own, 0);
  const allChroma = known.reduce((sum, measures) => sum + measures.chroma, 0);
  return {
    lightness: mean(({ lightness }) => lightness),
    contrast: mean(({ contrast }) => contrast),
    chroma,
    colorfulness: mean(({ colorfulness }) => colorfulness, COLORFULNESS_DECIMALS),
    vivid: mean(({ vivid }) => vivid),
    warm: allChroma === 0 ? null : roundTo(warmChroma / allChroma, DECIMALS),
    hues: known[0]!.hues.map((_, i) => mean(({ hues }) => hues[i]!)),
  };
}
