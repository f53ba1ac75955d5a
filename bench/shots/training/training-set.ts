import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { SHARED } from '../../support/film-frames.ts';
import { type LabelledTransition, readLabelledClips } from '../clips/labels.ts';
import { readSmallFilms, type SmallFilm, type View, WHOLE } from '../clips/small-film.ts';
import { TRAINING_FILMS } from '../clips/training-films.ts';
import { type Example, toExample } from '../examples.ts';
import { createDice } from '../streams/dice.ts';
import { cutShots, excerptFilm, makeStream, type StreamStyle } from '../streams/stream.ts';
import type { CleanShot } from '../streams/takes.ts';

/** The whole picture, and parts of it: other shots of the same scenes, with more movement. */
const VIEWS: readonly View[] = [WHOLE, [0.2, 0.15, 0.55, 0.55], [0.45, 0.3, 0.5, 0.6]];

/** Shots are disturbed often, because most mistakes are made there. */
const EDITED: StreamStyle = { disturbed: 0.55, jumps: 0.2, short: 0.16, drawn: 0.06 };
/** Jump cuts under a camera that hardly moves, as when one person speaks. */
const JUMPY: StreamStyle = { disturbed: 0.25, jumps: 0.7, short: 0.08, drawn: 0 };
/** Flat colours, gradients, drawings and cards. */
const DRAWN: StreamStyle = { disturbed: 0.4, jumps: 0, short: 0.06, drawn: 1 };
/** Frames of the shots that jumps are made in. */
const MIN_JUMPY_FRAMES = 110;

/** What streams are made of. */
export interface TrainingSet {
  readonly shots: readonly CleanShot[];
  /** Whole films with their labels; of clips that a viewer labelled one per view. */
  readonly films: readonly { readonly film: SmallFilm; readonly transitions: readonly LabelledTransition[] }[];
}

/** Read the films and the labelled clips that the network is trained on: none that is held out. */
export async function readTrainingSet(): Promise<TrainingSet> {
  const media = join(SHARED, 'media');
  const paths = new Map(readdirSync(media).map((file) => [basename(file, extname(file)), join(media, file)]));
  const films = TRAINING_FILMS.map((film) => ({ ...film, path: paths.get(film.name)! }));
  const clips = readLabelledClips().filter(({ isHeldOut }) => !isHeldOut);
  const set: { shots: CleanShot[]; films: { film: SmallFilm; transitions: readonly LabelledTransition[] }[] } = {
    shots: [],
    films: [],
  };
  for (const { name, path, end, transitions } of [...films, ...clips.map((clip) => ({ ...clip, end: undefined }))]) {
    const views = (await readSmallFilms(path, VIEWS)).map((film) => film.slice(0, end));
    set.shots.push(...cutShots(name, views, transitions));
    if (transitions.length === 0) continue;
    const isClip = clips.some((clip) => clip.name === name);
    set.films.push(...views.slice(0, isClip ? VIEWS.length : 1).map((film) => ({ film, transitions })));
  }
  return set;
}

/** What is added to the seed of a drawn stream for the second one: drawn streams come in pairs. */
const SECOND = 1_000_000;

/**
 * Make streams and measure their features: mostly one. They depend on the set and on the seed alone:
 * of seven seeds, two give parts of labelled films, two jump cuts, two all transitions, and one
 * gives two drawn streams.
 */
export function makeExamples({ shots, films }: TrainingSet, seed: number): Example[] {
  const dice = createDice(seed);
  const kind = seed % 7;
  if (kind < 2) {
    const { film, transitions } = dice.pick(films);
    return [toExample(excerptFilm(film, transitions, dice))];
  }
  if (kind < 4) return [toExample(makeStream(shots.filter(isLong), JUMPY, dice))];
  if (kind < 6) return [toExample(makeStream(shots, EDITED, dice))];
  return [dice, createDice(seed + SECOND)].map((own) => toExample(makeStream(shots, DRAWN, own)));
}

const isLong = ({ views }: CleanShot): boolean => views[0]!.length >= MIN_JUMPY_FRAMES;
