import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED } from '../../support/film-frames.ts';

/** The labelled clips; not part of the project. */
export const LABELS: string = join(SHARED, 'benchmarks', 'shots');

/** A transition as labels and scores have it: both frames inclusive, the same one for a cut. */
export interface LabelledTransition {
  readonly kind: string;
  readonly begin: number;
  readonly end: number;
}

/** A clip whose transitions a viewer labelled. */
export interface LabelledClip {
  readonly name: string;
  readonly path: string;
  /** Never seen in training. */
  readonly isHeldOut: boolean;
  readonly transitions: readonly LabelledTransition[];
}

const TRAINED = ['nosferatu', 'omni2', 'omni4'] as const;
const HELD_OUT = ['omni6', 'omni8', 'sintel_trailer_full_480x204_noaudio'] as const;

/** Read the labels of all clips. */
export function readLabelledClips(): LabelledClip[] {
  return [...TRAINED, ...HELD_OUT].map((name, i) => {
    const { clip, transitions } = JSON.parse(readFileSync(join(LABELS, `${name}.json`), 'utf8'));
    const folder = clip.startsWith('sintel') ? join(SHARED, 'media') : LABELS;
    return { name, path: join(folder, clip), isHeldOut: i >= TRAINED.length, transitions };
  });
}
