import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { checkPosterOptions, layoutNames, type PosterOptions } from '../../../core/poster/index.ts';
import type { FontName } from '../../../core/type/index.ts';

/** How posters are drawn; what is absent is the layout's own choice. The title belongs to each film and is kept apart. */
export const posterOptions = signal<PosterOptions>({});

/** Titles that were typed, by item; where there is none it is the film's. */
export const titles = signal<Readonly<Record<number, string>>>({});

/** The letters of titles. */
export const font = signal<FontName>('sans');

/** Pixels an inch of pictures made of pixels. */
export const dpi = signal(300);

/** Settle one option; undefined leaves it to the layout. */
export function setOption<Name extends string>(name: Name, value: string | number | boolean | undefined): void {
  const { [name]: _, ...rest } = posterOptions.value as Record<string, unknown>;
  posterOptions.value = (value === undefined ? rest : { ...rest, [name]: value }) as PosterOptions;
}

/** Read one option. */
export const optionOf = (name: string): unknown => (posterOptions.value as Record<string, unknown>)[name];

/** Whether a layout takes an option: it is asked, so that options that come to it need no line here. */
export function takes(layout: string, option: Readonly<Record<string, unknown>>): boolean {
  try {
    checkPosterOptions({ layout, ...option } as PosterOptions);
    return true;
  } catch {
    return false;
  }
}

/** The layout that is drawn. */
export const layout: ReadonlySignal<string> = computed(() => posterOptions.value.layout ?? layoutNames[0]!);

/** Choose a layout; what it does not take is left to it. */
export function chooseLayout(name: string): void {
  const kept = Object.entries(posterOptions.value).filter(
    ([option, value]) => option !== 'layout' && takes(name, { [option]: value }),
  );
  posterOptions.value = { ...Object.fromEntries(kept), layout: name };
}
