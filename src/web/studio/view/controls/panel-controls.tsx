import type { JSX } from 'preact';
import { PANEL_OPTIONS } from '../../../../core/options/index.ts';
import { choosePanel, isPanel, panelChoice, panelItems, panelTitle } from '../../state/panel.ts';
import { items } from '../../state/studio.ts';
import { Field, NumberField } from './field.tsx';

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
            onChange={() => {
              isPanel.value = together;
            }}
          />
          {together ? 'All films' : 'This film'}
        </label>
      ))}
    </fieldset>
  );
}

/** Controls for the arrangement of a panel. */
export function PanelControls({ says }: { readonly says: (option: string) => string | null }): JSX.Element {
  const { across, widthMm, gapMm, sort } = panelChoice.value;
  const films = panelItems.value.length;
  const rest = items.value.length - films;
  return (
    <>
      <Field label="Panel title" problem={says('title')}>
        <textarea
          rows={1}
          value={panelTitle.value}
          onInput={(event) => {
            panelTitle.value = event.currentTarget.value;
          }}
        />
      </Field>
      <div class="field-pair">
        <Field label="Sort by" problem={says('sort')}>
          <select
            value={sort ?? PANEL_OPTIONS.sort.default}
            onChange={(event) => choosePanel({ sort: event.currentTarget.value })}
          >
            {PANEL_OPTIONS.sort.choices.map((order) => (
              <option key={order} value={order}>
                {WORDS[order] ?? order}
              </option>
            ))}
          </select>
        </Field>
        <NumberField
          label="Per row"
          value={across}
          least={PANEL_OPTIONS.across.min}
          most={PANEL_OPTIONS.across.max}
          problem={says('across')}
          onChange={(value) => choosePanel({ across: value })}
        />
        <NumberField
          label="Panel width (mm)"
          value={widthMm}
          least={PANEL_OPTIONS.width.min}
          most={PANEL_OPTIONS.width.max}
          problem={says('width')}
          onChange={(value) => choosePanel({ widthMm: value })}
        />
        <NumberField
          label="Gap (mm)"
          value={gapMm}
          least={PANEL_OPTIONS.gap.min}
          most={PANEL_OPTIONS.gap.max}
          problem={says('gap')}
          onChange={(value) => choosePanel({ gapMm: value })}
        />
      </div>
      {rest > 0 && (
        <p class="pale">
          {films} of {films + rest} open items are in the panel. Stills and unfinished films are left out.
        </p>
      )}
    </>
  );
}
