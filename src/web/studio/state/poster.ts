import { computed, type ReadonlySignal } from '@preact/signals';
import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { checkPosterOptions, layoutNames, type PosterOptions } from '../../../core/poster/index.ts';
import { posterOptions, setOptions } from './making/choices.ts';

/** Whether all films have shots: only these can be drawn by shot or scene. */
export const haveShots = (films: readonly (Fingerprint | null)[]): boolean =>
  films.every((film) => film?.shots !== undefined);

/** The options that all films can be drawn with. */
export function optionsFor(films: readonly (Fingerprint | null)[]): PosterOptions {
  const { by, ...rest } = posterOptions.value;
  return by !== undefined && haveShots(films) ? { ...rest, by } : rest;
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

/** Keep the options that a layout supports. */
export function fitOptions(options: PosterOptions, name: string): PosterOptions {
  const kept = Object.entries(options).filter(
    ([option, value]) => option !== 'layout' && takes(name, { [option]: value }),
  );
  return { ...Object.fromEntries(kept), layout: name };
}

/** Choose a layout and drop the options that it does not support. */
export function chooseLayout(name: string): void {
  const dropped = Object.fromEntries(Object.keys(posterOptions.peek()).map((option) => [option, undefined]));
  setOptions({ ...dropped, ...fitOptions(posterOptions.peek(), name) }, `Layout ${name}`);
}
