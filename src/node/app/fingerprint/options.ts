import { DEFAULT_SEED, SPACE_NAMES, type Space } from '../../../core/cluster/index.ts';
import type { Crop } from '../../../core/frame/index.ts';
import { OptionError } from '../../../core/options/index.ts';
import { BACKENDS, type ReaderOptions } from '../../film/index.ts';

/** How a film is read, sampled and clustered. */
export interface FingerprintOptions {
  /**
   * Instants sampled, evenly spaced by time.
   *
   * **Minimum**: 1. At most as many as the stretch has frames.
   * @default 3600
   */
  readonly samples?: number | undefined;
  /**
   * Clusters a frame, 1 to 32, or `auto`: as many as the frame has colours.
   *
   * @default 'auto'
   */
  readonly clusters?: number | 'auto' | undefined;
  /**
   * Where colours are clustered: OKLab, sRGB codes (as the original does) or CIELAB.
   *
   * @default 'oklab'
   */
  readonly space?: Space | undefined;
  /**
   * Where sampling begins, seconds on the film's own clock, which starts at 0.
   *
   * @default 0
   */
  readonly from?: number | undefined;
  /**
   * Where sampling ends, seconds. After `from`; the film's end where it lies beyond.
   *
   * @default the film's end
   */
  readonly to?: number | undefined;
  /**
   * Which part of the pictures is sampled: `auto` leaves black bars out, `none` leaves nothing out, or a rectangle of the film's stored
   * pixels, before it is turned upright.
   *
   * @default 'auto'
   */
  readonly crop?: 'auto' | 'none' | Crop | undefined;
  /**
   * `black`: leave out black columns at both ends of the stretch. What is left is still evenly spaced, and `sampling` says which
   * stretch it covers.
   *
   * @default 'none'
   */
  readonly trim?: 'black' | 'none' | undefined;
  /**
   * Seed of all random choices, an integer from 0 to 4294967295.
   *
   * @default 0
   */
  readonly seed?: number | undefined;
  /**
   * What reads the film: `libav`, the FFmpeg inside node-av; `ffmpeg`, the system's; `auto`, the first of them that is installed.
   *
   * @default 'auto'
   */
  readonly backend?: ReaderOptions['backend'];
  /**
   * Hardware that decodes, by FFmpeg's name for it (`ffmpeg -hwaccels` lists them); passed through the `ffmpeg` backend. Where it does
   * not work software decodes, and a warning says so.
   *
   * @default software
   */
  readonly hwaccel?: string | undefined;
  /**
   * Which stream of the film is read, counted from 0 as ffprobe does.
   *
   * @default the video track with the frames and the length, never cover art
   */
  readonly stream?: number | undefined;
  /**
   * Leave out what changes colours less than anyone sees: the loop filter of pictures that no other refers to.
   *
   * @default true
   */
  readonly shortcuts?: boolean | undefined;
  /**
   * `exact`: the frame on screen at each instant. `draft`: the key frame nearest to each instant, each once, for a look within
   * seconds.
   *
   * @default 'exact'
   */
  readonly mode?: 'exact' | 'draft' | undefined;
  /**
   * Whether the loudness around each instant is measured.
   *
   * @default true
   */
  readonly loudness?: boolean | undefined;
  /**
   * Whether the fingerprint carries small pictures of the film, for layouts that show them.
   *
   * @default true
   */
  readonly pictures?: boolean | undefined;
}

/** Options in range, with nothing left open but where the film ends. */
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
}

/** Enough that a poster 3,600 pixels wide has one column a pixel: the number the first such posters used. */
const DEFAULT_SAMPLES = 3600;
const MAX_CLUSTERS = 32;

/**
 * Check options before any work, and fill in the defaults.
 *
 * @param defaultSamples instants where the options leave their number open.
 * @throws {OptionError} naming the option, what is expected and what was given.
 */
export function checkFingerprintOptions(
  options: FingerprintOptions,
  defaultSamples: number = DEFAULT_SAMPLES,
): CheckedFingerprintOptions {
  const { samples = defaultSamples, clusters = 'auto', space = 'oklab', from = 0, to = null } = options;
  const {
    seed = DEFAULT_SEED,
    crop = 'auto',
    trim = 'none',
    mode = 'exact',
    loudness = true,
    pictures = true,
  } = options;
  expect(Number.isInteger(samples) && samples >= 1, 'samples', 'an integer from 1 up', samples);
  expect(
    clusters === 'auto' || (Number.isInteger(clusters) && clusters >= 1 && clusters <= MAX_CLUSTERS),
    'clusters',
    `an integer from 1 to ${MAX_CLUSTERS}, or auto`,
    clusters,
  );
  expect(SPACE_NAMES.includes(space), 'space', 'oklab, rgb or lab', space);
  expect(Number.isFinite(from) && from >= 0, 'from', 'seconds from 0 up', from);
  if (to !== null) expect(Number.isFinite(to) && to > from, 'to', `a time after \`from\` (${from} s)`, `${to} s`);
  checkCrop(crop);
  expect(trim === 'black' || trim === 'none', 'trim', 'black or none', trim);
  expect(Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff, 'seed', 'an integer from 0 to 4294967295', seed);
  expect(mode === 'exact' || mode === 'draft', 'mode', 'exact or draft', mode);
  for (const [name, value] of Object.entries({ loudness, pictures })) {
    if (typeof value !== 'boolean')
      throw new OptionError('wrong-type', name, `expected true or false, got ${String(value)}`);
  }
  const reader = checkReader(options);
  const hasSamples = options.samples !== undefined;
  return { samples, hasSamples, clusters, space, from, to, crop, trim, seed, mode, loudness, pictures, reader };
}

function checkReader(options: FingerprintOptions): ReaderOptions {
  const { backend = 'auto', hwaccel, stream, shortcuts = true } = options;
  if (stream !== undefined) expect(isNatural(stream), 'stream', 'an integer from 0 up', stream);
  const common = { stream, hasShortcuts: shortcuts };
  const names = ['auto', ...BACKENDS];
  expect(names.includes(backend), 'backend', `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`, backend);
  if (hwaccel === undefined) return { ...common, backend, hwaccel: null };
  expect(/^\w+$/.test(hwaccel), 'hwaccel', 'a name that `ffmpeg -hwaccels` lists', hwaccel || 'nothing');
  expect(backend !== 'libav', 'hwaccel', 'the backend ffmpeg, which alone decodes in hardware', `backend ${backend}`);
  return { ...common, backend: 'ffmpeg', hwaccel };
}

function checkCrop(crop: unknown): void {
  if (crop === 'auto' || crop === 'none') return;
  const { x, y, width, height } = (typeof crop === 'object' && crop !== null ? crop : {}) as Partial<Crop>;
  const isRight = [x, y].every(isNatural) && [width, height].every((side) => isNatural(side) && side > 0);
  const got = typeof crop === 'object' ? `${width}:${height}:${x}:${y}` : crop;
  expect(isRight, 'crop', 'auto, none or W:H:X:Y in whole pixels, W and H from 1 up', got);
}

const isNatural = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

function expect(isRight: boolean, option: string, expected: string, got: unknown): void {
  if (!isRight) throw new OptionError('wrong-value', option, `expected ${expected}, got ${String(got)}`);
}
