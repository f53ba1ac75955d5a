import { type Fingerprint, RECREATE_HINT } from '../../fingerprint/index.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { RenderError } from '../render-error.ts';
import { chooseColumns } from './columns.ts';
import type { ShownColumn } from './shown-column.ts';

/** How many bars read well: as many as the waves had that these follow. */
const USUAL_BARS = 350;
/** Closer than this bars cannot be told from one another, millimetres from one to the next. */
const MIN_PITCH = 0.6;
/** Length of all bars of a film without sound, a share of the longest there may be: a calm band. */
const SILENT = 0.5;

/** A bar as long as its film is loud there. */
export interface SoundBar extends ShownColumn {
  /** Share of the longest bar's length, 0 to 1. */
  readonly length: number;
}

/**
 * Choose the bars of a wave: joined columns, as long as the square root of the sound's amplitude
 * there, the film's own loudest being 1. Films that have no sound, or nothing but silence, have
 * bars of one length.
 *
 * @param lengthMm along which the bars stand: on less there are fewer.
 * @param layout that draws them.
 * @throws {RenderError} `lacks-data` when the loudness of the film was not measured.
 */
export function chooseSoundBars(
  fingerprint: Fingerprint,
  options: ResolvedOptions,
  lengthMm: number,
  layout: string,
): SoundBar[] {
  const { columns, film } = fingerprint;
  if (film.sound !== null && columns.every(({ sound }) => sound === undefined)) {
    throw new RenderError(
      'lacks-data',
      `${layout} shows loudness, and this fingerprint has none: ${RECREATE_HINT}, without --no-loudness`,
    );
  }
  const few = Math.max(1, Math.min(USUAL_BARS, Math.floor(lengthMm / MIN_PITCH)));
  const bars = chooseColumns(fingerprint, { ...options, bars: options.bars === 'all' ? few : options.bars });
  const loudest = Math.max(...bars.map(({ rms }) => rms ?? 0));
  return bars.map((bar) => ({ ...bar, length: loudest === 0 ? SILENT : Math.sqrt((bar.rms ?? 0) / loudest) }));
}
