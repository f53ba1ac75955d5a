/**
 * A large library grown from real films: shots of real seconds, five swatches each, whose light and hue
 * vary by film. Seeded.
 *
 * Fingerprints of the real films are indexed as usual; their copies are made in the index, with each
 * point moved a little, because writing and reading 12 GB of JSON says nothing of a search.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fingerprint, Shot, Swatch } from '#core/fingerprint/index';
import { type IndexedFilm, indexFilm, joinFilms } from '#core/library/index';
import { INDEX_FOLDER, listLibrary } from '#node/library/index';
import { writeSegment } from '#node/library/index-files/index-folder';
import { encodeSegment, type IndexedEntry, nameSegment } from '#node/library/index-files/segment-file';
import { listFilms, readColors, toColumns, toFingerprint } from './real-films.ts';

const SHOTS = 1200;
const SHARES = [0.42, 0.25, 0.16, 0.1, 0.07];
/** Films of a segment: about 30 MB of swatches. */
const FILMS_PER_SEGMENT = 660;

/** A small linear congruential generator (Numerical Recipes, 3rd ed., section 7.1). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A fingerprint with shots, grown from a real film. */
export function growFilm(title: string, colors: readonly string[], random: () => number): Fingerprint {
  const step = colors.length / SHOTS;
  const shots = Array.from({ length: SHOTS }, (_, i): Shot => {
    const swatches = SHARES.map((share): Swatch => {
      const color = colors[Math.min(colors.length - 1, Math.floor((i + random()) * step))]!;
      return { color: vary(color, 0.5 + random(), random), share };
    });
    return {
      from: i * step,
      to: (i + 1) * step,
      fromFrame: Math.round(24 * i * step),
      toFrame: Math.round(24 * (i + 1) * step),
      transition:
        i === 0 ? null : { kind: 'cut', fromFrame: Math.round(24 * i * step), toFrame: Math.round(24 * i * step) },
      scene: Math.floor(i / 12),
      frameTime: (i + 0.5) * step,
      swatches,
    };
  });
  return toFingerprint(title, toColumns(colors), shots);
}

function vary(color: string, light: number, random: () => number): string {
  const codes = [1, 3, 5].map((at) => {
    const code = Number.parseInt(color.slice(at, at + 2), 16) * light + 60 * (random() - 0.5);
    return Math.min(255, Math.max(0, Math.round(code)));
  });
  return `#${codes.map((code) => code.toString(16).padStart(2, '0')).join('')}`;
}

/** A copy of a film whose points are moved a little: all in one direction, and each on its own. */
function copyFilm(film: IndexedFilm, random: () => number): IndexedFilm {
  const shift = Math.floor(random() * 13) - 6;
  let state = Math.floor(random() * 2 ** 32);
  const points = film.points.map((point) => {
    state = Math.imul(state, 1664525) + 1013904223;
    const move = (byte: number, bits: number) => Math.min(255, Math.max(0, byte + shift + ((state >>> bits) & 7) - 3));
    return ((move(point >>> 24, 12) << 24) | (move((point >>> 16) & 255, 18) << 16) | (point & 0xffff)) >>> 0;
  });
  return { ...film, points };
}

/** What a synthetic library holds. */
export interface SyntheticLibrary {
  readonly films: number;
  readonly shots: number;
  readonly swatches: number;
  readonly indexBytes: number;
}

/**
 * Write a library and its index.
 *
 * @param folder does not exist yet. The fingerprints in it are empty files: the index has their films.
 * @param planted is added as the film of a random place.
 */
export async function makeLibrary(folder: string, films: number, planted?: Fingerprint): Promise<SyntheticLibrary> {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < films; i++) writeFileSync(join(folder, `${String(i).padStart(5, '0')}.json`), '{}');
  const files = await listLibrary(folder);
  const random = createRandom(1);
  const real = listFilms('films-by-second')
    .slice(0, films)
    .map((name) => indexFilm(growFilm(name, readColors('films-by-second', name), random)));
  const plantedAt = Math.floor(random() * films);
  let [shots, swatches, indexBytes] = [0, 0, 0];
  let batch: (IndexedFilm & { readonly entry: IndexedEntry })[] = [];
  for (const [i, { name, size, stamp }] of files.entries()) {
    const source = real[i % real.length]!;
    const grown = i < real.length ? source : copyFilm(source, random);
    const film = planted !== undefined && i === plantedAt ? indexFilm(planted) : grown;
    const id = `${String(i)}-`.padEnd(32, '0');
    batch.push({ ...film, entry: { ...film.entry, id, name, size, stamp } });
    shots += film.entry.moments;
    swatches += film.entry.swatches;
    if (batch.length < FILMS_PER_SEGMENT && i < files.length - 1) continue;
    const segment = joinFilms(batch);
    const content = encodeSegment(segment);
    indexBytes += content.length;
    await writeSegment(join(folder, INDEX_FOLDER), nameSegment(segment.entries), content);
    batch = [];
  }
  return { films, shots, swatches, indexBytes };
}
