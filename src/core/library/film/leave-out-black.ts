import type { PaletteSwatch } from '../../fingerprint/index.ts';
import type { ReadColor } from './color-table.ts';
import type { MomentColors } from './moments.ts';

/** OKLab lightness up to which a colour is the black of bars: #020202. */
const BAR_LIGHTNESS = 0.09;
/** Bars cover at least this share of nearly every moment. */
const MIN_BARS = 0.03;
/** Share of moments that may have less of the black: a bright title over the bars. */
const BAR_EXCEPTIONS = 0.1;
/** OKLab lightness up to which a colour is the ground of titles, or blank: #121212. */
const GROUND_LIGHTNESS = 0.19;
/** Chroma of such a ground at most. Nearly black codes may have any: #000004 has 0.08. */
const GROUND_CHROMA = 0.03;
const BLACK_LIGHTNESS = 0.13;
/** Share of ground from which a moment is blank, or a title, if all else is grey. */
const MIN_GROUND = 0.7;
/** OKLab chroma up to which letters are grey. */
const LETTER_CHROMA = 0.03;

/**
 * Leave out the black that is no colour of the film: bars that were not cropped, blank moments, and
 * the ground of titles and credits. Letters stay.
 *
 * @returns moments in the same order. Those that were nothing but black are left out.
 */
export function leaveOutBlack(moments: readonly MomentColors[], readColor: ReadColor): MomentColors[] {
  const isBar = (color: string) => readColor(color)[0] <= BAR_LIGHTNESS;
  const bars = measureBars(moments, isBar);
  return moments.flatMap((moment): MomentColors[] => {
    const swatches = removeGround(removeBars(moment.swatches, bars, isBar), readColor);
    return swatches.length === 0 ? [] : [{ ...moment, swatches }];
  });
}

type IsBar = (color: string) => boolean;

/** The share of the picture that is black in nearly all moments; 0 if it is too small for bars. */
function measureBars(moments: readonly MomentColors[], isBar: IsBar): number {
  if (moments.length === 0) return 0;
  const shares = moments
    .map(({ swatches }) => swatches.reduce((sum, { color, share }) => (isBar(color) ? sum + share : sum), 0))
    .sort((one, other) => one - other);
  const bars = shares[Math.floor(shares.length * BAR_EXCEPTIONS)]!;
  return bars < MIN_BARS || bars > 1 - MIN_BARS ? 0 : bars;
}

/** Remove the bars and scale the other shares to the picture that is left. */
function removeBars(swatches: readonly PaletteSwatch[], bars: number, isBar: IsBar): readonly PaletteSwatch[] {
  if (bars === 0) return swatches;
  let left = bars;
  return swatches.flatMap(({ color, share }): PaletteSwatch[] => {
    const cut = isBar(color) ? Math.min(left, share) : 0;
    left -= cut;
    const rest = (share - cut) / (1 - bars);
    return rest < 1e-4 ? [] : [{ color, share: Math.min(1, rest) }];
  });
}

/** Remove the ground of a title, or all of a blank moment. */
function removeGround(swatches: readonly PaletteSwatch[], readColor: ReadColor): readonly PaletteSwatch[] {
  let ground = 0;
  const others: PaletteSwatch[] = [];
  let isGrey = true;
  for (const swatch of swatches) {
    const [L, a, b] = readColor(swatch.color);
    const squaredChroma = a * a + b * b;
    if (L <= BLACK_LIGHTNESS || (L <= GROUND_LIGHTNESS && squaredChroma <= GROUND_CHROMA * GROUND_CHROMA)) {
      ground += swatch.share;
      continue;
    }
    others.push(swatch);
    isGrey &&= squaredChroma <= LETTER_CHROMA * LETTER_CHROMA;
  }
  return ground >= MIN_GROUND && isGrey ? others : swatches;
}
