import { computed, type ReadonlySignal, signal } from '@preact/signals';
import {
  PANEL_GAP_PX,
  PANEL_WIDTH_PX,
  type PanelArrangement,
  type PanelOrder,
  type PosterOptions,
} from '../../../core/poster/index.ts';
import type { Item } from './item.ts';
import { dpi, posterOptions } from './poster.ts';
import { items } from './studio.ts';

/** Whether all that is on the shelf is drawn in one picture. */
export const isPanel = signal(false);

/** The panel's own title. */
export const panelTitle = signal('');

/** How its pictures are put together; what is absent is as on the command line. */
export const panelChoice = signal<{
  readonly across?: number;
  readonly widthMm?: number;
  readonly gapMm?: number;
  readonly sort?: PanelOrder;
}>({});

/** Settle one choice; undefined leaves it as it is by itself. */
export function choosePanel(choice: { readonly [Name in keyof typeof panelChoice.value]: unknown }): void {
  const settled = Object.entries({ ...panelChoice.value, ...choice }).filter(([, value]) => value !== undefined);
  panelChoice.value = Object.fromEntries(settled);
}

/** What can be put in a panel: films and fingerprints that are there whole. */
export const panelItems: ReadonlySignal<readonly Item[]> = computed(() =>
  items.value.filter(({ fingerprint }) => fingerprint.value !== null),
);

const MM_PER_INCH = 25.4;

/** How the pictures are put together. */
export const arrangement: ReadonlySignal<PanelArrangement> = computed(() => ({
  widthMm: (PANEL_WIDTH_PX * MM_PER_INCH) / dpi.value,
  gapMm: (PANEL_GAP_PX * MM_PER_INCH) / dpi.value,
  ...panelChoice.value,
}));

/** What a panel takes of the poster's options, and its own title. */
export const panelOptions: ReadonlySignal<PosterOptions> = computed(() => {
  const { titleStyle: _, gap: __, marginMm: ___, bleedMm: ____, safeAreaMm: _____, ...rest } = posterOptions.value;
  return { ...rest, title: panelTitle.value };
});
