import { type Fingerprint, RECREATE_HINT } from '../../fingerprint/index.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { RenderError } from '../render-error.ts';
import { chooseColumns } from './columns.ts';
import type { ShownColumn } from './shown-column.ts';

/** A readable number of bars: as many as in the waves that these follow. */
const USUAL_BARS = 350;
/** Minimum distance from one bar to the next, millimetres. Closer bars cannot be distinguished. */
const MIN_PITCH = 0.6;
/** Length of all bars of a film without sound, as a share of the longest possible bar. */
const SILENT = 0.5;

/** A bar whose length is the loudness of the film at that point. */
export interface SoundBar extends ShownColumn {
  /** Share of the longest bar's length, 0 to 1. */
  readonly length: number;
}

/**
 * Choose the bars of a wave: joined columns, as long as the square root of the sound's amplitude,
 * where the loudest of the film is 1. All bars have equal length if the film has no sound or only
 * silence.
 *
 * @param lengthMm the length on which the bars stand: a shorter one has fewer bars.
 * @param layout that draws them.
 * @throws {RenderError} `lacks-data` if the loudness of the film was not measured.
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
      { lacks: 'loudness' },
    );
  }
  const few = Math.max(1, Math.min(USUAL_BARS, Math.floor(lengthMm / MIN_PITCH)));
  const bars = chooseColumns(fingerprint, { ...options, bars: options.bars === 'all' ? few : options.bars });
  const loudest = Math.max(...bars.map(({ rms }) => rms ?? 0));
  return bars.map((bar) => ({ ...bar, length: loudest === 0 ? SILENT : Math.sqrt((bar.rms ?? 0) / loudest) }));
}
