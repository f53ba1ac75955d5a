import type { Transition } from '#core/fingerprint/index';
import type { LabelledTransition } from './clips/labels.ts';

/** How well transitions were found, by TRECVID's rule. */
export interface ShotScore {
  readonly cuts: number;
  readonly foundCuts: number;
  /** Cuts that were reported where the labels have no transition. */
  readonly falseCuts: number;
  readonly graduals: number;
  readonly foundGraduals: number;
  readonly falseGraduals: number;
  /** Frames from the labelled ends of the graduals that were found, ascending. */
  readonly endErrors: readonly number[];
  /** Of each labelled gradual transition its kind, and the kind that was found. */
  readonly kinds: readonly (readonly [labelled: string, found: string])[];
}

/** Frames by which a transition may be off. */
const TOLERANCE = 1;

/**
 * Score the transitions of one film. A cut is found if a short transition lies within one frame of
 * it, each transition used once, nearest first; then a gradual transition is found if one that is
 * left overlaps it, give or take one frame; what is left over is false.
 */
export function scoreTransitions(labels: readonly LabelledTransition[], found: readonly Transition[]): ShotScore {
  const used = new Set<Transition>();
  const hit = new Set<number>();
  const cuts = labels.filter(({ kind }) => kind === 'cut').map(({ begin }) => begin);
  const pairs = cuts
    .flatMap((cut) => found.filter((one) => isCutAt(one, cut)).map((one) => ({ cut, one })))
    .sort((a, b) => distanceOf(a) - distanceOf(b) || a.cut - b.cut || a.one.fromFrame - b.one.fromFrame);
  for (const { cut, one } of pairs) {
    if (hit.has(cut) || used.has(one)) continue;
    hit.add(cut);
    used.add(one);
  }
  const graduals = labels.filter(({ kind }) => kind !== 'cut');
  const kinds: (readonly [string, string])[] = [];
  const endErrors: number[] = [];
  let foundGraduals = 0;
  for (const { kind, begin, end } of graduals) {
    const one = found.find(
      (own) => !used.has(own) && own.fromFrame <= end + TOLERANCE && own.toFrame >= begin - TOLERANCE,
    );
    kinds.push([kind, one?.kind ?? 'missed']);
    if (one === undefined) continue;
    used.add(one);
    foundGraduals++;
    endErrors.push(Math.abs(one.fromFrame - begin), Math.abs(one.toFrame - end));
  }
  const left = found.filter((one) => !used.has(one));
  const falseCuts = left.filter(({ kind }) => kind === 'cut').length;
  return {
    cuts: cuts.length,
    foundCuts: hit.size,
    falseCuts,
    graduals: graduals.length,
    foundGraduals,
    falseGraduals: left.length - falseCuts,
    endErrors: endErrors.sort((a, b) => a - b),
    kinds,
  };
}

const isCutAt = ({ fromFrame, toFrame }: Transition, cut: number): boolean =>
  fromFrame - TOLERANCE <= cut && cut <= toFrame + TOLERANCE && toFrame - fromFrame <= 2 * TOLERANCE + 1;

const distanceOf = ({ cut, one }: { readonly cut: number; readonly one: Transition }): number =>
  Math.abs((one.fromFrame + one.toFrame) / 2 - cut);

/** Add the scores of films: sums, not means of means. */
export function addScores(scores: readonly ShotScore[]): ShotScore {
  const sum = (read: (score: ShotScore) => number) => scores.reduce((total, score) => total + read(score), 0);
  return {
    cuts: sum(({ cuts }) => cuts),
    foundCuts: sum(({ foundCuts }) => foundCuts),
    falseCuts: sum(({ falseCuts }) => falseCuts),
    graduals: sum(({ graduals }) => graduals),
    foundGraduals: sum(({ foundGraduals }) => foundGraduals),
    falseGraduals: sum(({ falseGraduals }) => falseGraduals),
    endErrors: scores.flatMap(({ endErrors }) => endErrors).sort((a, b) => a - b),
    kinds: scores.flatMap(({ kinds }) => kinds),
  };
}

/** The harmonic mean of recall and precision over all transitions. */
export function measureF1({ cuts, foundCuts, falseCuts, graduals, foundGraduals, falseGraduals }: ShotScore): number {
  const found = foundCuts + foundGraduals;
  return (2 * found) / (2 * found + falseCuts + falseGraduals + cuts + graduals - found);
}
