import type { Clustering, Cropping, FilmFacts, Fingerprint, Sampling } from '../fingerprint/index.ts';
import type { Backend, CropPlan, FilmInfo, Gap } from '../frame/index.ts';
import type { SamplePlan, TimeRange } from './sample-plan.ts';
import type { ShotPlan } from './shots/shot-plan.ts';

/** A film before its spans run: what it is, and which instants of it are sampled. */
export interface FilmSampling extends Pick<FilmFacts, 'id' | 'name' | 'title'>, Omit<SamplePlan, 'spans'> {
  readonly info: FilmInfo;
  readonly backend: Backend;
  /** Warnings of the reader, each a sentence without capital and full stop. */
  readonly warnings: readonly string[];
  /** The part of the film that is sampled. */
  readonly stretch: TimeRange;
  readonly crop: CropPlan;
  /** Null where shots are not detected. */
  readonly shots: ShotPlan | null;
  /** Where the film has no frames although it should. */
  readonly gaps: readonly Gap[];
}

/** Checked options, as far as assembling the fingerprint depends on them. */
export interface AssemblyOptions {
  readonly mode: Sampling['mode'];
  /** Whether the decoder may skip the loop filter of pictures that no other refers to. */
  readonly hasShortcuts: boolean;
  readonly crop: Cropping['mode'];
  readonly trim: 'black' | 'none';
  readonly clustering: Pick<Clustering, 'clusters' | 'space' | 'seed'>;
  /** How many instants the user asked for; null for the default. */
  readonly askedSamples: number | null;
  /** Where the user asked sampling to end, seconds; null for the film's end. */
  readonly askedEnd: number | null;
  readonly tool: Fingerprint['tool'];
}
