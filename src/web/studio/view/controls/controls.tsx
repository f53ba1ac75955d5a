import type { JSX } from 'preact';
import { PICTURE_OPTIONS } from '../../../../core/options/index.ts';
import { findLayoutDefaults, formatMm, layoutNames } from '../../../../core/poster/index.ts';
import { FONT_NAMES, type FontName } from '../../../../core/type/index.ts';
import type { Item } from '../../state/item.ts';
import { panelItems } from '../../state/panel.ts';
import { chooseLayout, dpi, font, haveShots, layout, optionOf, setOption, takes, titles } from '../../state/poster.ts';
import { Field, NumberField } from './field.tsx';
import { LayoutPicker } from './layout-picker.tsx';
import { PanelControls, PanelSwitch } from './panel-controls.tsx';

type ChoiceName = 'titleStyle' | 'theme' | 'rank' | 'order' | 'swatch' | 'by';

/** Options with a list of choices; each is shown if the layout supports it. */
const CHOICES: readonly { readonly name: ChoiceName; readonly label: string; readonly values: readonly string[] }[] = [
  { name: 'titleStyle', label: 'Title position', values: PICTURE_OPTIONS.titleStyle.choices },
  { name: 'theme', label: 'Theme', values: PICTURE_OPTIONS.theme.choices },
  { name: 'rank', label: 'Pick colours by', values: PICTURE_OPTIONS.rank.choices },
  { name: 'order', label: 'Stack order', values: PICTURE_OPTIONS.order.choices },
  { name: 'swatch', label: 'Swatch', values: PICTURE_OPTIONS.swatch.choices },
  { name: 'by', label: 'Group by', values: PICTURE_OPTIONS.by.choices },
];

/** Labels of choices; others are shown by name. */
const WORDS: Readonly<Record<string, string>> = {
  overlay: 'over the bars',
  band: 'beside the bars',
  middle: 'in the middle',
  heading: 'above the bars',
  presence: 'prominence',
  rank: 'by rank',
  lightness: 'by lightness',
  hue: 'by hue',
  thread: 'keep in lanes',
};

const SIZES: readonly { readonly label: string; readonly width: number; readonly height: number }[] = [
  { label: '10 × 10 in', width: 254, height: 254 },
  { label: 'A4', width: 210, height: 297 },
  { label: 'A3', width: 297, height: 420 },
  { label: '50 × 70 cm', width: 500, height: 700 },
  { label: '20 × 2 in', width: 508, height: 50.8 },
];

/** The label of a default, with its value if it is known. */
const nameAuto = (value: string | number | null | undefined): string => (value == null ? 'Auto' : `Auto (${value})`);

/** Options whose problems are shown next to their field. */
const BESIDE = ['widthMm', 'heightMm', 'colors', 'title', 'across', 'width', 'gap', 'sort'];

export function Controls({
  item,
  problem,
  wrongOption: wrong,
  isTogether,
}: {
  readonly item: Item;
  readonly problem: string | null;
  /** Name of the option that `problem` is about, if it is about one. */
  readonly wrongOption: string | null;
  /** Whether all films of the shelf are drawn as one panel. */
  readonly isTogether: boolean;
}): JSX.Element {
  const name = layout.value;
  const says = (option: string) => (wrong === option ? problem : null);
  const isElsewhere = problem !== null && (wrong === null ? isTogether : !BESIDE.includes(wrong));
  const colors = optionOf('colors');
  const [width, height] = [optionOf('widthMm'), optionOf('heightMm')];
  // A panel has defaults of its own.
  const defaults = isTogether ? null : findLayoutDefaults(name);
  const drawn = isTogether ? panelItems.value : [item];
  const hasShots = haveShots(drawn.map(({ fingerprint }) => fingerprint.value));
  const isOffered = (choice: ChoiceName) => {
    return choice === 'by' ? hasShots : choice !== 'titleStyle' || !isTogether;
  };
  const size = SIZES.findIndex((one) => one.width === width && one.height === height);
  return (
    <section class="controls" aria-label="Poster">
      {panelItems.value.length > 1 && <PanelSwitch />}
      {layoutNames.length > 1 && <LayoutPicker item={item} chosen={name} onChoose={chooseLayout} />}
      {isTogether ? (
        <PanelControls says={says} />
      ) : (
        <Field label="Title" problem={says('title') ?? (wrong === null ? problem : null)}>
          <textarea
            rows={2}
            value={titles.value[item.id] ?? item.title.value}
            onInput={(event) => {
              titles.value = { ...titles.value, [item.id]: event.currentTarget.value };
            }}
          />
        </Field>
      )}
      <Field label="Colours per frame" problem={says('colors')}>
        <span class="with-value">
          <input
            type="range"
            min={PICTURE_OPTIONS.colors.min}
            max={PICTURE_OPTIONS.colors.max}
            value={typeof colors === 'number' ? colors : (defaults?.colors ?? 1)}
            onInput={(event) => setOption('colors', event.currentTarget.valueAsNumber)}
          />
          <output>{typeof colors === 'number' ? colors : nameAuto(defaults?.colors)}</output>
        </span>
      </Field>
      <div class="field-pair">
        <Field label="Typeface">
          <select
            value={font.value}
            onChange={(event) => {
              font.value = event.currentTarget.value as FontName;
            }}
          >
            {FONT_NAMES.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </Field>
        {CHOICES.filter((choice) => isOffered(choice.name)).map((choice) => (
          <Choice key={choice.name} {...choice} layout={name} auto={defaults?.[choice.name]} />
        ))}
      </div>
      <Field label={isTogether ? 'Tile shape' : 'Size'}>
        <select
          value={width === undefined && height === undefined ? 'own' : size < 0 ? 'other' : String(size)}
          onChange={(event) => {
            const chosen = SIZES[Number(event.currentTarget.value)];
            setOption('widthMm', chosen?.width);
            setOption('heightMm', chosen?.height);
          }}
        >
          <option value="own">
            {nameAuto(defaults && `${formatMm(defaults.widthMm)} × ${formatMm(defaults.heightMm)} mm`)}
          </option>
          {SIZES.map(({ label }, i) => (
            <option key={label} value={String(i)}>
              {label}
            </option>
          ))}
          {size < 0 && <option value="other">other</option>}
        </select>
      </Field>
      <div class="field-row">
        {!isTogether && (
          <>
            <NumberField
              label="Width (mm)"
              value={width}
              problem={says('widthMm')}
              onChange={(value) => setOption('widthMm', value)}
            />
            <NumberField
              label="Height (mm)"
              value={height}
              problem={says('heightMm')}
              onChange={(value) => setOption('heightMm', value)}
            />
          </>
        )}
        <Field label="Resolution (dpi)">
          <input
            type="number"
            min={PICTURE_OPTIONS.dpi.min}
            max={PICTURE_OPTIONS.dpi.max}
            value={dpi.value}
            onInput={(event) => {
              const { valueAsNumber } = event.currentTarget;
              const { min, max } = PICTURE_OPTIONS.dpi;
              if (valueAsNumber >= min && valueAsNumber <= max) dpi.value = valueAsNumber;
            }}
          />
        </Field>
      </div>
      {isElsewhere && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

function Choice({
  name,
  label,
  values,
  layout: layoutName,
  auto,
}: {
  readonly name: string;
  readonly label: string;
  readonly values: readonly string[];
  readonly layout: string;
  /** What the layout chooses by itself. */
  readonly auto: string | undefined;
}): JSX.Element | null {
  const taken = values.filter((value) => takes(layoutName, { [name]: value }));
  if (taken.length < 2) return null;
  return (
    <Field label={label}>
      <select
        value={String(optionOf(name) ?? '')}
        onChange={(event) => setOption(name, event.currentTarget.value || undefined)}
      >
        <option value="">{nameAuto(auto && (WORDS[auto] ?? auto))}</option>
        {taken.map((value) => (
          <option key={value} value={value}>
            {WORDS[value] ?? value}
          </option>
        ))}
      </select>
    </Field>
  );
}
