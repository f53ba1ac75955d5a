import { DEFAULT_SEED, type Space } from '../../../core/cluster/index.ts';
import type { Crop } from '../../../core/frame/index.ts';
import { checkOptions, FILM_OPTIONS, type OptionValues, showValue, wrongValue } from '../../../core/options/index.ts';
import type { ReaderOptions } from '../../film/index.ts';

/** How a film is read, sampled and clustered: the options of `FILM_OPTIONS`. */
export interface FingerprintOptions extends OptionValues<typeof FILM_OPTIONS> {}

/** Checked options with defaults. Only the end of the range may be unknown: `to` is then null. */
export interface CheckedFingerprintOptions {
  readonly samples: number;
  /** Whether the caller asked for this number. */
  readonly hasSamples: boolean;
  readonly clusters: number | 'auto';
  readonly space: Space;
  readonly from: number;
  readonly to: number | null;
  readonly crop: 'auto' | 'none' | Crop;
  readonly trim: 'black' | 'none';
  readonly seed: number;
  readonly mode: 'exact' | 'draft';
  readonly reader: ReaderOptions;
  readonly loudness: boolean;
  readonly pictures: boolean;
  readonly shots: boolean;
}

/**
 * Check options before any work, and fill in the defaults.
 *
 * @param defaultSamples number of instants if the options do not give it.
 * @throws {OptionError}
 */
export function checkFingerprintOptions(
  options: FingerprintOptions,
  defaultSamples: number = FILM_OPTIONS.samples.default,
): CheckedFingerprintOptions {
  checkOptions(FILM_OPTIONS, options);
  const { samples = defaultSamples, clusters = 'auto', space = 'oklab', from = 0, to = null } = options;
  const { seed = DEFAULT_SEED, crop = 'auto', trim = 'none', mode = 'exact' } = options;
  const { loudness = true, pictures = true, shots = false } = options;
  if (to !== null && to <= from) throw wrongValue('to', `a time after \`from\` (${from} s)`, `${to} s`);
  if (shots && mode === 'draft') throw wrongValue('shots', 'mode exact, which reads every frame', 'mode draft');
  const reader = resolveReader(options);
  const hasSamples = options.samples !== undefined;
  return { samples, hasSamples, clusters, space, from, to, crop, trim, seed, mode, loudness, pictures, shots, reader };
}

function resolveReader({ backend = 'auto', hwaccel, stream, shortcuts = true }: FingerprintOptions): ReaderOptions {
  const common = { stream, hasShortcuts: shortcuts };
  if (hwaccel === undefined) return { ...common, backend, hwaccel: null };
  if (!/^\w+$/.test(hwaccel)) throw wrongValue('hwaccel', 'a name that `ffmpeg -hwaccels` lists', showValue(hwaccel));
  if (backend === 'libav') {
    throw wrongValue('hwaccel', 'the backend ffmpeg, which alone decodes in hardware', `backend ${backend}`);
  }
  return { ...common, backend: 'ffmpeg', hwaccel };
}
