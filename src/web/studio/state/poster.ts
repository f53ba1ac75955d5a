import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { PICTURE_OPTIONS } from '../../../core/options/index.ts';
import { checkPosterOptions, layoutNames, type PosterOptions } from '../../../core/poster/index.ts';
import type { FontName } from '../../../core/type/index.ts';

/**
 * Poster options; absent ones have the layout's defaults. Titles are kept per film, in `titles`.
 */
export const posterOptions = signal<PosterOptions>({});

/** Whether all films have shots: only these can be drawn by shot or scene. */
export const haveShots = (films: readonly (Fingerprint | null)[]): boolean =>
  films.every((film) => film?.shots !== undefined);

/** The options that all films can be drawn with. */
export function optionsFor(films: readonly (Fingerprint | null)[]): PosterOptions {
  const { by, ...rest } = posterOptions.value;
  return by !== undefined && haveShots(films) ? { ...rest, by } : rest;
}

/** Titles that the user typed, by item id. */
export const titles = signal<Readonly<Record<number, string>>>({});

/** Typeface of titles. */
export const font = signal<FontName>('sans');

/** Resolution of raster images, pixels per inch. */
export const dpi = signal<number>(PICTURE_OPTIONS.dpi.default);

/** Set an option; undefined restores the layout's default. */
export function setOption<Name extends string>(name: Name, value: string | number | boolean | undefined): void {
  const { [name]: _, ...rest } = posterOptions.value as Record<string, unknown>;
  posterOptions.value = (value === undefined ? rest : { ...rest, [name]: value }) as PosterOptions;
}

export const optionOf = (name: string): unknown => (posterOptions.value as Record<string, unknown>)[name];

/**
 * Whether a layout supports an option. The layout checks it, so that new options need no line here.
 */
export function takes(layout: string, option: Readonly<Record<string, unknown>>): boolean {
  try {
    checkPosterOptions({ layout, ...option } as PosterOptions);
    return true;
  } catch {
    return false;
  }
}

export const layout: ReadonlySignal<string> = computed(() => posterOptions.value.layout ?? layoutNames[0]!);

/** Choose a layout and drop the options that it does not support. */
export function chooseLayout(name: string): void {
  const kept = Object.entries(posterOptions.value).filter(
    ([option, value]) => option !== 'layout' && takes(name, { [option]: value }),
  );
  posterOptions.value = { ...Object.fromEntries(kept), layout: name };
}
