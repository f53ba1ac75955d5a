import { computed, type ReadonlySignal, signal } from '@preact/signals';
import {
  PANEL_GAP_PX,
  PANEL_WIDTH_PX,
  type PanelArrangement,
  type PanelOrder,
  type PosterOptions,
} from '../../../core/poster/index.ts';
import type { Item } from './item.ts';
import { dpi, optionsFor } from './poster.ts';
import { items } from './studio.ts';

/** Whether all films of the shelf are drawn as one panel. */
export const isPanel = signal(false);

export const panelTitle = signal('');

/** Arrangement of the panel; absent values have the command line's defaults. */
export const panelChoice = signal<{
  readonly across?: number;
  readonly widthMm?: number;
  readonly gapMm?: number;
  readonly sort?: PanelOrder;
}>({});

/** Set choices; undefined restores the default. */
export function choosePanel(choice: { readonly [Name in keyof typeof panelChoice.value]: unknown }): void {
  const settled = Object.entries({ ...panelChoice.value, ...choice }).filter(([, value]) => value !== undefined);
  panelChoice.value = Object.fromEntries(settled);
}

/** Items that a panel can show: films and fingerprints that are complete. */
export const panelItems: ReadonlySignal<readonly Item[]> = computed(() =>
  items.value.filter(({ fingerprint }) => fingerprint.value !== null),
);

const MM_PER_INCH = 25.4;

/** The arrangement with its defaults filled in. */
export const arrangement: ReadonlySignal<PanelArrangement> = computed(() => ({
  widthMm: (PANEL_WIDTH_PX * MM_PER_INCH) / dpi.value,
  gapMm: (PANEL_GAP_PX * MM_PER_INCH) / dpi.value,
  ...panelChoice.value,
}));

/** The poster options that a panel supports, and the panel's title. */
export const panelOptions: ReadonlySignal<PosterOptions> = computed(() => {
  const {
    titleStyle: _,
    gap: __,
    marginMm: ___,
    bleedMm: ____,
    safeAreaMm: _____,
    ...rest
  } = optionsFor(panelItems.value.map(({ fingerprint }) => fingerprint.value));
  return { ...rest, title: panelTitle.value };
});
