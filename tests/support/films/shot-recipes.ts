import type { Fingerprint, Measures, Shot, ShotThumbnail, TransitionKind } from '#core/fingerprint/index';
import fc from '../fast-check.ts';
import { columnOf, fingerprintOf } from '../fingerprints/synthetic-fingerprint.ts';

/** A shot to be made. */
export interface ShotRecipe {
  readonly frames: number;
  /** How it begins; a cut when absent. */
  readonly kind?: TransitionKind;
  /** Frames of its transition, from its first frame. */
  readonly over?: number;
  readonly scene?: number;
  /** Largest share first; none for a shot that could not be decoded. */
  readonly colors?: readonly string[];
  readonly lightness?: number;
}

/** How the film of shots runs. */
export interface ShotFilm {
  readonly name?: string;
  readonly title?: string;
  /** Average frame rate, numerator and denominator. */
  readonly rate?: readonly [num: number, den: number];
  /** The first frame of the first shot. */
  readonly fromFrame?: number;
  /** Presentation time of a frame; evenly spaced when absent. */
  readonly timeOf?: (frame: number) => number;
  readonly thumbnails?: readonly ShotThumbnail[];
}

/** Nine shots with every kind of transition: a film that fades in, dissolves, wipes, and fades out and in again. */
export const EVERY_KIND: readonly ShotRecipe[] = [
  { frames: 24, colors: ['#000000'], lightness: 0 },
  { frames: 100, kind: 'fade-in', over: 24, colors: ['#2b4a8c', '#101018'] },
  { frames: 50, colors: ['#c8322b', '#101018', '#e8c872'] },
  { frames: 120, kind: 'dissolve', over: 30, scene: 1, colors: ['#3d7a45', '#20301f'] },
  { frames: 60, kind: 'fade-out', over: 20, scene: 1, colors: ['#000000'], lightness: 0 },
  { frames: 75, kind: 'fade-in', over: 15, scene: 2, colors: ['#e8c872', '#7a5a2a'] },
  { frames: 48, kind: 'wipe', over: 12, scene: 2, colors: ['#7fc7d9'] },
  { frames: 40, kind: 'other', over: 10, scene: 2, colors: [] },
  { frames: 1, scene: 2, colors: ['#ffffff'] },
];

/** Invent a fingerprint with shots. */
export function filmOfShots(recipes: readonly ShotRecipe[] = EVERY_KIND, film: ShotFilm = {}): Fingerprint {
  const { rate: [num, den] = [24, 1], fromFrame = 0, name = 'imagined.mkv', title = 'Imagined' } = film;
  const timeOf = film.timeOf ?? ((frame) => (frame * den) / num);
  const shots: Shot[] = [];
  let start = fromFrame;
  for (const [i, recipe] of recipes.entries()) {
    shots.push(makeShot(recipe, i, start, timeOf));
    start += recipe.frames;
  }
  const last = timeOf(start);
  const plain = fingerprintOf([columnOf(0.5, '#2b4a8c'), columnOf(1.5, '#c8322b')]);
  return {
    ...plain,
    film: { ...plain.film, name, title, frameRate: { num, den }, durationSeconds: round(last) },
    sampling: { ...plain.sampling, from: round(timeOf(fromFrame)), to: round(last), shotAlgorithm: 1 },
    shots,
    ...(film.thumbnails && { pictures: { thumbnails: [], squeezed: 'iVBORw0KGgo=', shots: film.thumbnails } }),
  };
}

function makeShot(recipe: ShotRecipe, index: number, start: number, timeOf: (frame: number) => number): Shot {
  const { frames, kind = 'cut', over = 0, scene = 0, colors = ['#808080'], lightness = 0.4 } = recipe;
  const { swatches } = columnOf(0, ...colors);
  return {
    from: round(timeOf(start)),
    to: round(timeOf(start + frames)),
    fromFrame: start,
    toFrame: start + frames,
    transition: index === 0 ? null : { kind, fromFrame: start, toFrame: start + over },
    scene,
    frameTime: colors.length === 0 ? null : round(timeOf(start + Math.floor(frames / 2))),
    swatches,
    ...(colors.length > 0 && { measures: measuresOf(lightness) }),
  };
}

const measuresOf = (lightness: number): Measures => ({
  lightness,
  // Black and white are flat.
  contrast: lightness > 0 && lightness < 0.95 ? 0.1 : 0,
  chroma: 0,
  colorfulness: 0,
  vivid: 0,
  warm: null,
  hues: new Array<number>(24).fill(0),
});

/** Times of fingerprints have six decimals. */
const round = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

/** Any films of shots whose transitions lie within them. */
export const anyShots: fc.Arbitrary<ShotRecipe[]> = fc.array(
  fc
    .record({
      frames: fc.integer({ min: 1, max: 3000 }),
      kind: fc.constantFrom<TransitionKind>('cut', 'dissolve', 'fade-in', 'fade-out', 'wipe', 'other'),
      reach: fc.double({ min: 0, max: 1, noNaN: true }),
      colors: fc.constantFrom([], ['#102030'], ['#c8322b', '#e8c872']),
    })
    .map(({ frames, kind, reach, colors }) => ({
      frames,
      kind,
      colors,
      over: kind === 'cut' ? 0 : Math.ceil(reach * frames),
    })),
  { minLength: 1, maxLength: 12 },
);
