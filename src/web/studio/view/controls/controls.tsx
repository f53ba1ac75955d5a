import type { JSX } from 'preact';
import { findLayoutDefaults } from '../../../../core/poster/index.ts';
import type { Item } from '../../state/item.ts';
import { choose, isAnyChosen, isPanel, NO_CHOICES } from '../../state/making/choices.ts';
import { panelItems } from '../../state/panel.ts';
import { chooseLayout, haveShots, layout } from '../../state/poster.ts';
import { OptionControls } from '../making/control-groups.tsx';
import { PageControls } from '../making/page-controls.tsx';
import { TitleControls } from '../making/title-controls.tsx';
import { LayoutPicker } from './layout-picker.tsx';
import { PanelControls, PanelSwitch } from './panel-controls.tsx';

/** Options that a panel has none of, or sets by its own controls. */
const NOT_IN_PANEL = ['titleStyle', 'gap', 'marginMm', 'bleedMm', 'safeAreaMm', 'widthMm', 'heightMm'];

/** All controls of posters, in groups. */
export function Controls({
  item,
  problemOf,
  isTogether,
}: {
  readonly item: Item;
  /** What is wrong with an option beside other options, as a sentence. */
  readonly problemOf: (name: string) => string | null;
  /** Whether all films of the shelf are drawn as one panel. */
  readonly isTogether: boolean;
}): JSX.Element {
  const name = layout.value;
  // A panel has defaults of its own.
  const defaults = isTogether ? null : findLayoutDefaults(name);
  const drawn = isTogether ? panelItems.value : [item];
  const hasShots = haveShots(drawn.map(({ fingerprint }) => fingerprint.value));
  const without = [...(isTogether ? NOT_IN_PANEL : []), ...(hasShots ? [] : ['by'])];
  const group = { defaults, problemOf, without };
  return (
    <section class="controls" aria-label="Poster">
      {panelItems.value.length > 1 && <PanelSwitch />}
      <OptionControls group="layout" {...group}>
        <LayoutPicker item={item} chosen={name} onChoose={chooseLayout} />
        {isTogether && <PanelControls problemOf={problemOf} />}
      </OptionControls>
      <OptionControls group="title" {...group}>
        <TitleControls item={item} isTogether={isTogether} />
      </OptionControls>
      <OptionControls group="colours" {...group} />
      <OptionControls group="page" {...group}>
        <PageControls defaults={defaults} isTogether={isTogether} />
      </OptionControls>
      <button
        type="button"
        class="text-button"
        disabled={!isAnyChosen.value}
        onClick={() => choose({ ...NO_CHOICES, isPanel: isPanel.value }, 'Reset all')}
      >
        Reset all
      </button>
    </section>
  );
}
