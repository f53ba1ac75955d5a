import { COLOR_ALGORITHM } from '../cluster/index.ts';
import {
  buildFilmPalette,
  type Column,
  describeCrop,
  describeFilm,
  type Fingerprint,
  FORMAT_NAME,
  FORMAT_VERSION,
  findBlackEnds,
  neutralizeColumns,
  neutralizeShots,
  roundNumber,
} from '../fingerprint/index.ts';
import { FilmError, type LoudnessCollector, type SoundInfo } from '../frame/index.ts';
import { SHOT_ALGORITHM } from '../shots/index.ts';
import type { AssemblyOptions, FilmSampling } from './film-sampling.ts';
import { listFilmWarnings } from './film-warnings.ts';
import type { TimeRange } from './sample-plan.ts';
import type { ShotCollector } from './shots/shot-collector.ts';
import type { ThumbnailCollector } from './thumbnail-collector.ts';

/** What the spans of a film gave. */
export interface CollectedFilm {
  /** One per sampled instant. */
  readonly columns: readonly Column[];
  readonly damagedPackets: number;
  /** Null where loudness was not measured. */
  readonly sound: Pick<LoudnessCollector, 'info' | 'warnings'> | null;
  /** Null without pictures. */
  readonly pictures: Pick<ThumbnailCollector, 'finish'> | null;
  /** Null where shots are not detected. */
  readonly shots: Pick<ShotCollector, 'finish'> | null;
}

/** The result of fingerprinting a film. */
export interface FilmResult {
  readonly fingerprint: Fingerprint;
  /** Sentences on what a user should know: the film is cut off, frames could not be decoded. */
  readonly warnings: readonly string[];
}

/** A fingerprint without what its columns give. */
export type FingerprintHead = Omit<Fingerprint, 'columns' | 'palette' | 'pictures' | 'shots'>;

/** What the head of a fingerprint says of its columns. */
interface HeadCounts {
  readonly range: TimeRange;
  readonly missing: number;
  readonly neutralized: number;
  /** Null for a film without sound; undefined where it is unknown. */
  readonly sound: SoundInfo | null | undefined;
}

/** Describe a film whose columns are not known yet. */
export function describeSampling(film: FilmSampling, options: AssemblyOptions): FingerprintHead {
  return describeHead(film, options, { range: film.stretch, missing: 0, neutralized: 0, sound: undefined });
}

/**
 * Assemble the fingerprint of a film from its columns, and list its warnings.
 *
 * @param path names the film in errors.
 * @throws {FilmError} `decode-failed` when not one frame could be decoded.
 */
export async function assembleFingerprint(
  path: string,
  film: FilmSampling,
  { columns: sampled, damagedPackets, sound, pictures, shots }: CollectedFilm,
  options: AssemblyOptions,
): Promise<FilmResult> {
  const all = { first: 0, end: sampled.length };
  const { first, end } = options.trim === 'black' ? findBlackEnds(sampled) : all;
  const { columns, neutralized } = neutralizeColumns(sampled.slice(first, end));
  const missing = columns.filter(({ frameTime }) => frameTime === null).length;
  if (missing === columns.length) {
    throw new FilmError('decode-failed', `${path}: not one of the sampled frames could be decoded`);
  }
  const palette = buildFilmPalette(columns);
  const found = await shots?.finish();
  const range = cutRange(film.stretch, first, end, sampled.length);
  const fingerprint: Fingerprint = {
    ...describeHead(film, options, { range, missing, neutralized, sound: sound?.info() }),
    ...(palette !== null && { palette }),
    columns,
    ...(found && { shots: neutralizeShots(found.shots, columns) }),
    ...(pictures !== null && { pictures: await pictures.finish(first, end, found?.thumbnails) }),
  };
  const warnings = [
    ...film.warnings,
    ...listFilmWarnings(film, fingerprint, options, damagedPackets, sampled.length),
    ...(sound?.warnings() ?? []),
  ];
  return { fingerprint, warnings };
}

function describeHead(
  { id, name, title, info, crop, backend, shots }: FilmSampling,
  options: AssemblyOptions,
  { range, missing, neutralized, sound }: HeadCounts,
): FingerprintHead {
  return {
    format: FORMAT_NAME,
    version: FORMAT_VERSION,
    film: { ...describeFilm(info, { id, name, title }), ...(sound !== undefined && { sound }) },
    sampling: {
      samples: range.samples,
      mode: options.mode,
      shortcuts: options.hasShortcuts,
      from: roundNumber(range.from),
      to: roundNumber(range.to),
      missing,
      crop: describeCrop(crop, info, options.crop),
      ...(shots !== null && { shotAlgorithm: SHOT_ALGORITHM }),
      backend,
    },
    clustering: { ...options.clustering, algorithm: COLOR_ALGORITHM, neutralized },
    tool: options.tool,
  };
}

/** The part of a range that some of its columns cover. */
function cutRange({ from, to }: TimeRange, first: number, end: number, columns: number): TimeRange {
  const slice = (to - from) / columns;
  return {
    from: from + first * slice,
    to: end === columns ? to : from + end * slice,
    samples: end - first,
  };
}
