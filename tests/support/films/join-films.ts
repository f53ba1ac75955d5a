import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { type FilmRecipe, makeFilm } from './make-film.ts';

/** Make films and put their bytes end to end in one file, as `cat` does. */
export function joinFilms(path: string, parts: readonly Omit<FilmRecipe, 'path'>[]): string {
  const extension = extname(path);
  const files = parts.map((part, i) => makeFilm({ ...part, path: path.replace(extension, `-part${i}${extension}`) }));
  writeFileSync(path, Buffer.concat(files.map((file) => readFileSync(file))));
  for (const file of files) rmSync(file);
  return path;
}

/** Times of frames at 25 a second from a second on, as `timesMs` of a recipe. */
export const timesFrom = (seconds: number, frames: number): number[] =>
  Array.from({ length: frames }, (_, i) => 1000 * seconds + 40 * i);
