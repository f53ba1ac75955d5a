import { COLOR_ALGORITHM } from '../../../core/cluster/index.ts';
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
  roundNumber,
} from '../../../core/fingerprint/index.ts';
import { FilmError, type Span } from '../../../core/frame/index.ts';
import { PACKAGE } from '../package-info.ts';
import { sampleColumns, type TimeRange } from './collect-columns.ts';
import type { FilmResult, FingerprintContext } from './events.ts';
import { checkFingerprintOptions, type FingerprintOptions } from './options.ts';
import type { FilmPlan } from './plan.ts';
import { warnOfFilm } from './warnings.ts';

/**
 * Have the spans of a planned film worked off, and join their columns to its fingerprint.
 *
 * @param path of the film that was planned.
 * @param options those that it was planned with.
 * @throws {FilmError} for a film of which not one frame can be decoded.
 */
export async function joinFilm(
  path: string,
  plan: FilmPlan,
  spans: readonly Span[],
  options: FingerprintOptions,
  { runner, onEvent, defaultSamples }: FingerprintContext,
): Promise<FilmResult> {
  const checked = checkFingerprintOptions(options, defaultSamples);
  const { id, name, title, info, backend, crop, stretch } = plan;
  const onColumn = (index: number, column: Column) => onEvent?.({ type: 'column', index, column });
  const {
    columns: sampled,
    damagedPackets,
    listening,
    album,
  } = await sampleColumns(path, plan, spans, checked, runner, onColumn);
  const { first, end } = checked.trim === 'black' ? findBlackEnds(sampled) : { first: 0, end: sampled.length };
  const kept = sampled.slice(first, end);
  const { from, to } = cutStretch(stretch, first, end, sampled.length);
  const { columns, neutralized } = neutralizeColumns(kept);
  const palette = buildFilmPalette(columns);
  const missing = columns.filter(({ frameTime }) => frameTime === null).length;
  if (missing === columns.length) {
    throw new FilmError('decode-failed', `${path}: not one of the sampled frames could be decoded`);
  }
  const pictures = await album?.finish(first, end);
  const sound = listening?.info();
  const fingerprint: Fingerprint = {
    format: FORMAT_NAME,
    version: FORMAT_VERSION,
    film: { ...describeFilm(info, { id, name, title }), ...(sound !== undefined && { sound }) },
    sampling: {
      samples: columns.length,
      mode: checked.mode,
      shortcuts: checked.reader.hasShortcuts ?? true,
      from: roundNumber(from),
      to: roundNumber(to),
      missing,
      crop: describeCrop(crop, info, typeof checked.crop === 'string' ? checked.crop : 'given'),
      backend,
    },
    clustering: {
      clusters: checked.clusters,
      space: checked.space,
      seed: checked.seed,
      algorithm: COLOR_ALGORITHM,
      neutralized,
    },
    tool: PACKAGE,
    ...(palette !== null && { palette }),
    ...(pictures !== undefined && { pictures }),
    columns,
  };
  const warnings = [...plan.warnings, ...warnOfFilm(plan, fingerprint, checked, damagedPackets, sampled.length)];
  return { fingerprint, warnings: [...warnings, ...(listening?.warnings() ?? [])] };
}

/** The slices of film that some of its columns stand for. */
function cutStretch(
  { from, to }: TimeRange,
  first: number,
  end: number,
  columns: number,
): Pick<TimeRange, 'from' | 'to'> {
  const slice = (to - from) / columns;
  return { from: from + first * slice, to: end === columns ? to : from + end * slice };
}
