import type { Comparison } from '#core/compare/index';
import { compareTwoFilms, readPictures, type SpanRunner } from '#node/app/internal';
import type { MadeEdit } from './edits.ts';

/** Compare the films of an edit, as the command line does. */
export async function compareEdit({ a, b, films }: MadeEdit, runner: SpanRunner): Promise<Comparison> {
  const { comparison } = await compareTwoFilms(
    { input: films.a, fingerprint: a },
    { input: films.b, fingerprint: b },
    (path, times) => readPictures(path, times, {}, runner),
    null,
  );
  return comparison;
}

/** The defects that an edit has by its speed and grade. */
export function listDefects({ edit, speed }: MadeEdit): string[] {
  const excess = Math.abs(speed > 1 ? speed - 1 : 1 / speed - 1);
  const isPal = Math.abs(excess - 0.042) < 0.0008;
  const isNtsc = Math.abs(excess - 0.001) < 0.0002;
  return [
    ...(edit.filters.includes('hue=s=0') ? ['black-and-white'] : []),
    ...(isPal ? ['pal-speed'] : isNtsc ? ['ntsc-speed'] : []),
  ];
}
