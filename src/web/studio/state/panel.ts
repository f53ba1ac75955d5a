import { computed, type ReadonlySignal } from '@preact/signals';
import { PANEL_GAP_PX, PANEL_WIDTH_PX, type PanelArrangement, type PosterOptions } from '../../../core/poster/index.ts';
import type { Item } from './item.ts';
import { dpi, panelChoice, panelTitle } from './making/choices.ts';
import { optionsFor } from './poster.ts';
import { items } from './studio.ts';

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
