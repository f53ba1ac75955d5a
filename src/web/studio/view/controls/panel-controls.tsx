import type { JSX } from 'preact';
import { PANEL_ORDERS } from '../../../../core/poster/index.ts';
import { choosePanel, isPanel, panelChoice, panelItems, panelTitle } from '../../state/panel.ts';
import { items } from '../../state/studio.ts';
import { Field, NumberField } from './field.tsx';

const WORDS: Readonly<Record<string, string>> = { given: 'as on the shelf' };

/** One film, or all that is on the shelf. */
export function PanelSwitch(): JSX.Element {
  return (
    <fieldset class="switch">
      <legend class="unseen">What is drawn</legend>
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
          {together ? 'The whole shelf' : 'This film'}
        </label>
      ))}
    </fieldset>
  );
}

/** How films are put together in one picture. */
export function PanelControls({ says }: { readonly says: (option: string) => string | null }): JSX.Element {
  const { across, widthMm, gapMm, sort } = panelChoice.value;
  const films = panelItems.value.length;
  const rest = items.value.length - films;
  return (
    <>
      <Field label="Title of the panel" problem={says('title')}>
        <textarea
          rows={1}
          value={panelTitle.value}
          onInput={(event) => {
            panelTitle.value = event.currentTarget.value;
          }}
        />
      </Field>
      <div class="field-pair">
        <Field label="Order" problem={says('sort')}>
          <select value={sort ?? 'given'} onChange={(event) => choosePanel({ sort: event.currentTarget.value })}>
            {PANEL_ORDERS.map((order) => (
              <option key={order} value={order}>
                {WORDS[order] ?? order}
              </option>
            ))}
          </select>
        </Field>
        <NumberField
          label="In a row"
          value={across}
          most={100}
          problem={says('across')}
          onChange={(value) => choosePanel({ across: value })}
        />
        <NumberField
          label="Panel’s width, mm"
          value={widthMm}
          least={10}
          problem={says('width')}
          onChange={(value) => choosePanel({ widthMm: value })}
        />
        <NumberField
          label="Between, mm"
          value={gapMm}
          least={0}
          most={1000}
          problem={says('gap')}
          onChange={(value) => choosePanel({ gapMm: value })}
        />
      </div>
      {rest > 0 && (
        <p class="pale">
          {films} of {films + rest} on the shelf are in it: what is read whole, and no still.
        </p>
      )}
    </>
  );
}
