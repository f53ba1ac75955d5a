import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { type Option, POSTER_OPTIONS } from '../../../core/options/index.ts';
import { layoutPoster, type PosterOptions, type Scene } from '../../../core/poster/index.ts';
import type { Font } from '../../../core/type/index.ts';

/**
 * Find the options that would change a poster: each is tried with other values. An option that the
 * layout refuses, or that changes nothing with the other options as they are, is not among them.
 *
 * @param probe draws as the film does, see `findProbe`.
 * @param fonts for the title and the subtitle.
 * @returns names of `POSTER_OPTIONS`.
 * @throws {ChromathequeError} if the poster cannot be drawn with the options as they are.
 */
export function findEffects(probe: Fingerprint, options: PosterOptions, fonts: readonly Font[]): string[] {
  const draw = (change: Readonly<Record<string, unknown>>): string => {
    const scene = layoutPoster(probe, { ...options, ...change } as PosterOptions, fonts);
    const ground = isCovered(scene) ? null : scene.background;
    return JSON.stringify([scene.widthMm, scene.heightMm, scene.trim, ground, scene.marks]);
  };
  const plain = draw({});
  const isOther = (name: string, value: unknown): boolean => {
    try {
      return draw({ [name]: value }) !== plain;
    } catch {
      // The layout refuses the value.
      return false;
    }
  };
  return Object.entries(POSTER_OPTIONS).flatMap(([name, option]) => {
    const current = (options as Readonly<Record<string, unknown>>)[name];
    return listOtherValues(option, current).some((value) => isOther(name, value)) ? [name] : [];
  });
}

/** Whether bars cover the whole sheet, so that its ground cannot be seen. */
function isCovered({ widthMm, heightMm, marks }: Scene): boolean {
  return marks.some((mark) => {
    if (mark.kind !== 'bars' || mark.gap > 0) return false;
    const { x, y, width, height } = mark.box;
    return x <= 0 && y <= 0 && x + width >= widthMm && y + height >= heightMm;
  });
}

function listOtherValues(option: Option, current: unknown): readonly unknown[] {
  const values = listValues(option);
  return values.filter((value) => value !== current);
}

function listValues(option: Option): readonly unknown[] {
  switch (option.kind) {
    case 'choice':
      return option.choices;
    case 'switch':
      return [true, false];
    case 'integer':
    case 'number': {
      const { min } = option;
      const max = option.max ?? min + 100;
      // A quarter turn is the only turn of many layouts.
      return 'unit' in option && option.unit === 'degrees' && min === 0
        ? [90, 180]
        : [min, Math.min(max, min + 4), max / 2, max];
    }
    case 'color':
      return ['#123456', '#fedcba'];
    case 'text':
      return ['x'];
    default:
      return [];
  }
}
