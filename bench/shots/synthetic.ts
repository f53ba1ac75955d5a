import { findTransitions, scoreFrames } from '#core/shots/index';
import type { LabelledClip } from './clips/labels.ts';
import type { SmallFilm } from './clips/small-film.ts';
import { measureFilm } from './examples.ts';
import { addScores, type ShotScore, scoreTransitions } from './score.ts';
import { createDice } from './streams/dice.ts';
import { cutShots, makeStream, type StreamStyle } from './streams/stream.ts';

/** A labelled clip as detection sees it. */
export interface SmallClip extends LabelledClip {
  readonly film: SmallFilm;
}

/** Shots of films, with a few drawn ones. */
export const FILMED: StreamStyle = { disturbed: 0.3, jumps: 0.1, short: 0.08, drawn: 0.02 };
/** Flat colours, gradients, drawings and cards. */
export const DRAWN: StreamStyle = { disturbed: 0.3, jumps: 0, short: 0.08, drawn: 1 };

/** How well the transitions of synthetic streams were found. */
export interface SyntheticScore extends ShotScore {
  /** Share of the pairs of shots drawn that were left out: nothing would be seen of the transition. */
  readonly leftOut: number;
}

/** Score streams that are made of the shots of clips or drawn, until they have so many transitions. */
export function scoreSynthetic(
  clips: readonly SmallClip[],
  style: StreamStyle,
  transitions: number,
  seed: number,
): SyntheticScore {
  const dice = createDice(seed);
  const shots = clips.flatMap(({ name, film, transitions: labels }) => cutShots(name, [film], labels));
  const scores: ShotScore[] = [];
  let [pairs, leftOut] = [0, 0];
  for (let count = 0; count < transitions; ) {
    const stream = makeStream(shots, style, dice);
    const features = measureFilm(stream.frames);
    scores.push(scoreTransitions(stream.transitions, findTransitions(features, scoreFrames(features))));
    count += stream.transitions.length;
    pairs += stream.pairs;
    leftOut += stream.leftOut;
  }
  return { ...addScores(scores), leftOut: leftOut / pairs };
}
