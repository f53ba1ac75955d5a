import type { JSX } from 'preact';
import { type LengthOption, type NumberOption, PANEL_OPTIONS } from '../../../../core/options/index.ts';
import { choose, isPanel, panelChoice, setPanel } from '../../state/making/choices.ts';
import { panelItems } from '../../state/panel.ts';
import { items } from '../../state/studio.ts';
import { NumberInput } from '../making/option-control.tsx';
import { findProblem } from '../making/option-problem.ts';
import { Resettable } from '../making/resettable.tsx';

const WORDS: Readonly<Record<string, string>> = { given: 'opening order' };

/** Chooses between the shown film and all films of the shelf. */
export function PanelSwitch(): JSX.Element {
  return (
    <fieldset class="switch">
      <legend class="unseen">Films in the poster</legend>
      {[false, true].map((together) => (
        <label key={String(together)} class={isPanel.value === together ? 'is-chosen' : ''}>
          <input
            type="radio"
            name="panel"
            checked={isPanel.value === together}
            onChange={() => choose({ isPanel: together }, together ? 'All films' : 'This film')}
          />
          {together ? 'All films' : 'This film'}
        </label>
      ))}
    </fieldset>
  );
}

/** Lengths of the table in millimetres. */
const toMm = ({ flag, group, help, min, max }: LengthOption): NumberOption => {
  return { flag, group, help, kind: 'number', unit: 'millimetres', min, max };
};

const NUMBERS = [
  { name: 'across', label: 'Per row', option: PANEL_OPTIONS.across },
  { name: 'widthMm', label: 'Panel width (mm)', option: toMm(PANEL_OPTIONS.width) },
  { name: 'gapMm', label: 'Gap (mm)', option: toMm(PANEL_OPTIONS.gap) },
] as const;

/** Whether all numbers of the panel are in their ranges. */
export const hasPanelProblem = (): boolean =>
  NUMBERS.some(({ name, label, option }) => findProblem(label, name, option, panelChoice.value[name]) !== null);

/** Controls for the arrangement of a panel. `problemOf`: what is wrong with an option beside others. */
export function PanelControls({ problemOf }: { readonly problemOf: (name: string) => string | null }): JSX.Element {
  const { sort } = panelChoice.value;
  const films = panelItems.value.length;
  const rest = items.value.length - films;
  return (
    <>
      <div class="field-grid">
        <Resettable
          name="sort"
          label="Sort by"
          isChanged={sort !== undefined}
          onReset={() => setPanel({ sort: undefined }, 'Sort by')}
        >
          {(attributes) => (
            <select
              {...attributes}
              value={sort ?? PANEL_OPTIONS.sort.default}
              onChange={(event) => setPanel({ sort: event.currentTarget.value }, 'Sort by')}
            >
              {PANEL_OPTIONS.sort.choices.map((order) => (
                <option key={order} value={order}>
                  {WORDS[order] ?? order}
                </option>
              ))}
            </select>
          )}
        </Resettable>
        {NUMBERS.map(({ name, label, option }) => {
          const value = panelChoice.value[name];
          return (
            <Resettable
              key={name}
              name={name}
              label={label}
              problem={findProblem(label, name, option, value) ?? problemOf(name)}
              isChanged={value !== undefined}
              onReset={() => setPanel({ [name]: undefined }, label)}
            >
              {(attributes) => (
                <NumberInput
                  attributes={attributes}
                  option={option}
                  value={value}
                  auto={null}
                  onChange={(to) => setPanel({ [name]: to }, label)}
                />
              )}
            </Resettable>
          );
        })}
      </div>
      {rest > 0 && (
        <p class="pale">
          {films} of {films + rest} open items are in the panel. Stills and unfinished films are left out.
        </p>
      )}
    </>
  );
}
