import type { LabelledTransition } from './labels.ts';

/** A film whose transitions are known. */
export interface TrainingFilm {
  /** The name of its file, without the extension. */
  readonly name: string;
  /** Frames from here on are not used: credits over pictures. */
  readonly end?: number;
  readonly transitions: readonly LabelledTransition[];
}

const cuts = (...frames: readonly number[]): LabelledTransition[] =>
  frames.map((frame) => ({ kind: 'cut', begin: frame, end: frame }));

/** Films that are no part of the project. An earlier version found the transitions; most were looked at (docs/decisions/0177). */
export const TRAINING_FILMS: readonly TrainingFilm[] = [
  {
    name: 'agent327_480p',
    end: 4940,
    transitions: [
      { kind: 'fade-in', begin: 13, end: 30 },
      ...cuts(249, 335, 461, 555, 629, 1118, 1172, 1249, 1302, 1371, 1545, 1693, 1757, 1818, 1922, 1977, 2015, 2113),
      ...cuts(2150, 2192, 2202, 2257, 2280, 2383, 2456, 2513, 2550, 2583, 2648, 2677, 2735, 2756, 2801, 2869, 2919),
      ...cuts(2953, 2992, 3016, 3044, 3070, 3091, 3121, 3155, 3224, 3269, 3447, 3530, 3620, 3675),
      ...cuts(3695, 3784, 3802, 3817, 3837, 3852, 3990, 4012, 4048, 4126, 4259, 4324, 4437, 4456, 4483, 4523, 4544),
      ...cuts(4608, 4645, 4671, 4706, 4763, 4772, 4783, 4821, 4914),
    ],
  },
  {
    name: 'big_buck_bunny_0_30',
    transitions: [{ kind: 'fade-in', begin: 7, end: 50 }, ...cuts(283, 376, 551)],
  },
  { name: 'nasa_13013', transitions: [{ kind: 'dissolve', begin: 150, end: 178 }, ...cuts(240)] },
  { name: 'movie-hello', transitions: [] },
  { name: 'one-by-one-person-detection', transitions: [] },
];
