import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { PICTURE_OPTIONS } from '../../../../core/options/index.ts';
import type { PanelOrder, PosterOptions } from '../../../../core/poster/index.ts';
import type { FontName } from '../../../../core/type/index.ts';
import { record } from './history.ts';

/** Arrangement of a panel; absent values have the command line's defaults. */
export interface PanelChoice {
  readonly across?: number;
  readonly widthMm?: number;
  readonly gapMm?: number;
  readonly sort?: PanelOrder;
}

/** All that a user chooses for posters. Values may be out of range: they are shown as wrong. */
export interface Choices {
  /** Absent options have the layout's defaults. Titles are kept per film, in `titles`. */
  readonly poster: PosterOptions;
  /** Titles that the user typed, by item id. */
  readonly titles: Readonly<Record<number, string>>;
  /** Typeface of titles. */
  readonly font: FontName;
  /** Resolution of raster images, pixels per inch. */
  readonly dpi: number;
  /** Whether all films of the shelf are drawn as one panel. */
  readonly isPanel: boolean;
  readonly panelTitle: string;
  readonly panel: PanelChoice;
}

/** Nothing chosen. */
export const NO_CHOICES: Choices = {
  poster: {},
  titles: {},
  font: 'sans',
  dpi: PICTURE_OPTIONS.dpi.default,
  isPanel: false,
  panelTitle: '',
  panel: {},
};

/** The choices. Set by `choose`, so that each change can be undone. */
export const choices = signal<Choices>(NO_CHOICES);

export const posterOptions: ReadonlySignal<PosterOptions> = computed(() => choices.value.poster);
export const titles: ReadonlySignal<Choices['titles']> = computed(() => choices.value.titles);
export const font: ReadonlySignal<FontName> = computed(() => choices.value.font);
export const dpi: ReadonlySignal<number> = computed(() => choices.value.dpi);
export const isPanel: ReadonlySignal<boolean> = computed(() => choices.value.isPanel);
export const panelTitle: ReadonlySignal<string> = computed(() => choices.value.panelTitle);
export const panelChoice: ReadonlySignal<PanelChoice> = computed(() => choices.value.panel);

/** Whether anything but the panel itself differs from its default. */
export const isAnyChosen: ReadonlySignal<boolean> = computed(
  () => JSON.stringify({ ...choices.value, isPanel: false }) !== JSON.stringify(NO_CHOICES),
);

/**
 * Change choices, as a step that can be undone.
 *
 * @param label what is changed, in words.
 * @param mergeKey of the control: quick changes of one control are one step.
 */
export function choose(part: Partial<Choices>, label: string, mergeKey: string | null = null): void {
  const [before, after] = [choices.peek(), { ...choices.peek(), ...part }];
  choices.value = after;
  const set = (to: Choices) => () => {
    choices.value = to;
  };
  record({ label, undo: set(before), redo: set(after) }, mergeKey);
}

/** Set options of the poster; undefined restores the layout's defaults. */
export function setOptions(options: Readonly<Record<string, unknown>>, label: string, mergeKey?: string): void {
  choose({ poster: withoutAbsent({ ...posterOptions.peek(), ...options }) as PosterOptions }, label, mergeKey);
}

/** Set choices of the panel; undefined restores the default. */
export function setPanel(choice: { readonly [Name in keyof PanelChoice]: unknown }, label: string): void {
  const panel = withoutAbsent({ ...panelChoice.peek(), ...choice }) as PanelChoice;
  choose({ panel }, label, `panel ${Object.keys(choice).join()}`);
}

/** Set the title of a film's poster; undefined restores the film's title. */
export function setFilmTitle(itemId: number, title: string | undefined): void {
  choose(
    { titles: withoutAbsent({ ...titles.peek(), [itemId]: title }) as Choices['titles'] },
    'Title',
    `title ${itemId}`,
  );
}

const withoutAbsent = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
