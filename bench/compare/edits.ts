/**
 * Edits of real films with a known result: ffmpeg cuts, moves, doubles, speeds up, regrades, crops
 * and encodes them again; alignment must find what was done.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Block } from '#core/compare/index';
import { type Fingerprint, parseFingerprint } from '#core/fingerprint/index';
import { createLocalRunner, fingerprintFilm, serializeFingerprint } from '#node/app/internal';
import { createDice, type Dice } from '../shots/streams/dice.ts';
import { SHARED } from '../support/film-frames.ts';
import { type EditSource, FRESH_SOURCES, SOURCES } from './edit-sources.ts';
import { createFrameComparison, measureSlide, NO_SLIDE, type Slide } from './same-frames.ts';

/** Edited films and fingerprints are kept here from run to run. */
const FOLDER = fileURLToPath(new URL('../../../demo/bench/compare', import.meta.url));
const SEED = 17;
const FRESH_SEED = 2903;

/** Rational speeds: seconds of the original that go by in one of the edit. */
const SPEEDS = [
  [1, 1],
  [1001, 1000],
  [25, 24],
  [25_025, 24_000],
  [24, 25],
  [97, 100],
  [26, 25],
  [1000, 1001],
] as const;

const GRADES = [
  'eq=contrast=1.25:brightness=0.03',
  'eq=gamma=1.4',
  'colorbalance=rs=0.12:gs=-0.04:bs=-0.1',
  'hue=s=0',
  'eq=saturation=1.6:contrast=0.8:gamma=0.8',
] as const;
const CROPS = ['crop=iw*0.9:ih*0.9', 'crop=iw:ih*0.75', 'crop=iw*0.75:ih'] as const;
const LOGO = 'drawbox=x=iw*0.82:y=ih*0.06:w=iw*0.12:h=ih*0.12:color=white@0.7:t=fill';
const CODECS = [
  ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '28'],
  ['-c:v', 'mpeg4', '-q:v', '7'],
] as const;

/** What is done to the order of a film's frames. */
type Cutting = 'whole' | 'removed' | 'doubled' | 'moved' | 'several';

/** An edit: parts of the original in the order of the edit, frames. */
export interface Edit {
  readonly name: string;
  readonly source: EditSource;
  readonly parts: readonly (readonly [number, number])[];
  readonly speed: readonly [number, number];
  readonly filters: readonly string[];
  readonly codec: readonly string[];
  readonly columns: number;
}

/** An edit, made. Its fingerprints have shots. */
export interface MadeEdit {
  readonly edit: Edit;
  /** Paths of the films. */
  readonly films: { readonly a: string; readonly b: string };
  readonly a: Fingerprint;
  readonly b: Fingerprint;
  readonly speed: number;
  /** In order of A's time. */
  readonly blocks: readonly MadeBlock[];
}

/** A block that was made, and by how many seconds of A its ends can be moved without a visible change. */
export interface MadeBlock extends Block {
  readonly slideFrom: Slide;
  readonly slideTo: Slide;
}

/** List the edits: the same each time. */
export function listEdits(): Edit[] {
  return [...planEdits(SOURCES, SEED), ...planEdits(FRESH_SOURCES, FRESH_SEED)];
}

function planEdits(sources: readonly EditSource[], seed: number): Edit[] {
  const dice = createDice(seed);
  return sources.flatMap((source) => Array.from({ length: source.edits }, (_, i) => planEdit(source, i, dice)));
}

const CUTTINGS: readonly Cutting[] = ['removed', 'moved', 'doubled', 'whole', 'several', 'removed', 'several'];

function planEdit(source: EditSource, i: number, dice: Dice): Edit {
  const cutting = CUTTINGS[i % CUTTINGS.length]!;
  const speed = i % 2 === 0 && cutting !== 'whole' ? SPEEDS[0] : dice.pick(SPEEDS);
  const filters: string[] = [];
  const names: string[] = [cutting];
  if (speed !== SPEEDS[0]) names.push(`x${speed[0]}/${speed[1]}`);
  const look = i % 4;
  if (look === 1 || dice.isLucky(0.25)) {
    const grade = i % GRADES.length;
    filters.push(GRADES[grade]!);
    names.push(`grade ${grade}`);
  }
  if (look === 2 || dice.isLucky(0.15)) {
    const crop = i % CROPS.length;
    filters.push(CROPS[crop]!);
    names.push(`crop ${crop}`);
  }
  if (look === 3 || dice.isLucky(0.15)) {
    filters.push(LOGO);
    names.push('logo');
  }
  const codec = dice.pick([0, 1] as const);
  const columns = dice.isLucky(0.3) ? Math.round(source.columns * dice.between(0.6, 1.4)) : source.columns;
  return {
    name: names.join(', '),
    source,
    parts: cutFrames(source, cutting, dice),
    speed,
    filters,
    codec: CODECS[codec]!,
    columns,
  };
}

/** Cut 2 to 8 seconds, not aligned to shots. */
function cutFrames(source: EditSource, cutting: Cutting, dice: Dice): (readonly [number, number])[] {
  const { frames } = source;
  const rate = source.rate[0] / source.rate[1];
  const second = Math.round(rate);
  const length = () => dice.integer(2 * second, Math.min(8 * second, Math.floor(frames / 6)));
  const whole = [0, frames] as const;
  if (cutting === 'whole') return [whole];
  const size = length();
  const start = dice.integer(2 * second, frames - size - 2 * second);
  const scene = [start, start + size] as const;
  const rest = [
    [0, scene[0]],
    [scene[1], frames],
  ] as const;
  if (cutting === 'removed') return [...rest];
  const gap = 2 * second;
  const places = [dice.integer(gap, Math.max(gap, start - gap)), dice.integer(scene[1] + gap, frames - gap)];
  const place = start > 2 * gap && (frames - scene[1] < 2 * gap || dice.isLucky(0.5)) ? places[0]! : places[1]!;
  const isBefore = place < start;
  if (cutting === 'doubled') {
    return isBefore ? [[0, place], scene, [place, frames]] : [[0, place], scene, [place, frames]];
  }
  const moved: (readonly [number, number])[] = isBefore
    ? [[0, place], scene, [place, scene[0]], [scene[1], frames]]
    : [[0, scene[0]], [scene[1], place], scene, [place, frames]];
  if (cutting === 'moved') return moved;
  // One moved, and one removed from the longest part.
  const longest = moved.reduce((one, other) => (other[1] - other[0] > one[1] - one[0] ? other : one));
  const cut = Math.min(length(), Math.floor((longest[1] - longest[0]) / 3));
  const from = dice.integer(longest[0] + second, longest[1] - cut - second);
  return moved.flatMap((part) =>
    part === longest
      ? [
          [part[0], from],
          [from + cut, part[1]],
        ]
      : [part],
  );
}

/** Make an edit and the fingerprints of original and edit. */
export async function makeEdit(edit: Edit): Promise<MadeEdit> {
  const { source, speed, parts } = edit;
  const small = makeSmallFilm(source);
  const rate = `${source.rate[0] * speed[0]}/${source.rate[1] * speed[1]}`;
  const trims = parts.map(
    ([from, to], k) => `[s${k}]trim=start_frame=${from}:end_frame=${to},setpts=PTS-STARTPTS[p${k}]`,
  );
  const graph = [
    `[0:v]split=${parts.length}${parts.map((_, k) => `[s${k}]`).join('')}`,
    ...trims,
    `${parts.map((_, k) => `[p${k}]`).join('')}concat=n=${parts.length}:v=1,${[
      ...edit.filters,
      'scale=trunc(iw/2)*2:trunc(ih/2)*2',
      `settb=${rate.split('/').reverse().join('/')}`,
      'setpts=N',
    ].join(',')}[out]`,
  ].join(';');
  const key = createHash('sha256').update(JSON.stringify(edit)).digest('hex').slice(0, 16);
  const film = makeFilm(`${key}.mkv`, (path) => [
    ...['-i', small, '-filter_complex', graph, '-map', '[out]', '-r', rate, ...edit.codec, path],
  ]);
  const a = await readFingerprint(small, `${basename(small, '.mkv')}-${source.columns}`, source.columns);
  const b = await readFingerprint(film, key, edit.columns);
  const ratio = speed[0] / speed[1];
  return { edit, films: { a: small, b: film }, a, b, speed: ratio, blocks: listBlocks(edit, ratio, small) };
}

/** Make the film that is edited: small, at a constant rate. */
export function makeSmallFilm({ name, files, rate, firstFrame, frames }: EditSource): string {
  mkdirSync(FOLDER, { recursive: true });
  const size = files.length === 1 ? 'scale=256:-2' : 'scale=256:144,setsar=1,format=yuv420p';
  const inputs = files.map((_, k) => `[${k}:v]${size},fps=${rate.join('/')}[v${k}]`);
  const joined = `${files.map((_, k) => `[v${k}]`).join('')}concat=n=${files.length}`;
  const graph = `${inputs.join(';')};${joined},trim=start_frame=${firstFrame}:end_frame=${firstFrame + frames},setpts=PTS-STARTPTS[out]`;
  return makeFilm(`small-${name.replace(/[^\w.]+/g, '-')}.mkv`, (path) => [
    ...files.flatMap((file) => ['-i', join(SHARED, file)]),
    ...['-filter_complex', graph, '-map', '[out]', '-frames:v', String(frames)],
    ...['-an', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '10', '-g', '48', path],
  ]);
}

function listBlocks({ source, parts }: Edit, speed: number, film: string): MadeBlock[] {
  const frame = source.rate[1] / source.rate[0];
  const isSame = createFrameComparison(film);
  // The first and the last part end with the film.
  const slides = [
    NO_SLIDE,
    ...parts.slice(1).map(([from], k) => measureSlide(isSame, parts[k]!, from, frame)),
    NO_SLIDE,
  ];
  let end = 0;
  const blocks = parts.map(([from, to], k): MadeBlock => {
    const start = end;
    end += to - from;
    return {
      a: { from: from * frame, to: to * frame },
      b: { from: (start * frame) / speed, to: (end * frame) / speed },
      slideFrom: slides[k]!,
      slideTo: slides[k + 1]!,
    };
  });
  return blocks.sort((one, other) => one.a.from - other.a.from);
}

function makeFilm(name: string, argsFor: (path: string) => readonly string[]): string {
  const made = join(FOLDER, name);
  if (existsSync(made)) return made;
  const aside = join(FOLDER, `part-${name}`);
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...argsFor(aside)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ffmpeg could not make ${name}: ${stderr}`);
  renameSync(aside, made);
  return made;
}

async function readFingerprint(path: string, key: string, samples: number): Promise<Fingerprint> {
  const kept = join(FOLDER, `${key}.json`);
  if (existsSync(kept)) return parseFingerprint(readFileSync(kept, 'utf8'));
  const runner = createLocalRunner({ jobs: 1 });
  try {
    const { fingerprint } = await fingerprintFilm(
      path,
      { samples, shots: true, pictures: false, loudness: false },
      { runner },
    );
    writeFileSync(kept, serializeFingerprint(fingerprint));
    return fingerprint;
  } finally {
    runner.close();
  }
}
