import type { JSX } from 'preact';
import { PICTURE_OPTIONS } from '../../../../core/options/index.ts';
import { formatMm, type LayoutDefaults } from '../../../../core/poster/index.ts';
import { choose, dpi, setOptions } from '../../state/making/choices.ts';
import { optionOf } from '../../state/poster.ts';
import { NumberInput } from './option-control.tsx';
import { findProblem } from './option-problem.ts';
import { nameAuto } from './option-views.ts';
import { Resettable } from './resettable.tsx';

const SIZES: readonly { readonly label: string; readonly width: number; readonly height: number }[] = [
  { label: '10 × 10 in', width: 254, height: 254 },
  { label: 'A4', width: 210, height: 297 },
  { label: 'A3', width: 297, height: 420 },
  { label: '50 × 70 cm', width: 500, height: 700 },
  { label: '20 × 2 in', width: 508, height: 50.8 },
];

/** The size of the page and the resolution of its pictures. */
export function PageControls({
  defaults,
  isTogether,
}: {
  readonly defaults: LayoutDefaults | null;
  readonly isTogether: boolean;
}): JSX.Element {
  const [width, height] = [optionOf('widthMm'), optionOf('heightMm')];
  const label = isTogether ? 'Tile shape' : 'Size';
  const setSize = (widthMm?: number, heightMm?: number) => setOptions({ widthMm, heightMm }, label);
  const isAuto = width === undefined && height === undefined;
  const chosen = SIZES.findIndex((one) => one.width === width && one.height === height);
  return (
    <div class="field-grid">
      <Resettable name="size" label={label} isChanged={!isAuto} onReset={() => setSize()}>
        {(attributes) => (
          <select
            {...attributes}
            value={isAuto ? 'auto' : chosen < 0 ? 'other' : String(chosen)}
            onChange={(event) => {
              const size = SIZES[Number(event.currentTarget.value)];
              setSize(size?.width, size?.height);
            }}
          >
            <option value="auto">
              {nameAuto(defaults && `${formatMm(defaults.widthMm)} × ${formatMm(defaults.heightMm)} mm`)}
            </option>
            {SIZES.map((size, i) => (
              <option key={size.label} value={String(i)}>
                {size.label}
              </option>
            ))}
            {chosen < 0 && !isAuto && <option value="other">other</option>}
          </select>
        )}
      </Resettable>
      <Resolution />
    </div>
  );
}

const DPI_LABEL = 'Resolution (dpi)';

/** What is wrong with the resolution, as a sentence; null if nothing is. */
export const findDpiProblem = (): string | null => findProblem(DPI_LABEL, 'dpi', PICTURE_OPTIONS.dpi, dpi.value);

function Resolution(): JSX.Element {
  const set = (value: number = PICTURE_OPTIONS.dpi.default) => choose({ dpi: value }, 'Resolution', 'dpi');
  return (
    <Resettable
      name="dpi"
      label={DPI_LABEL}
      problem={findDpiProblem()}
      isChanged={dpi.value !== PICTURE_OPTIONS.dpi.default}
      onReset={() => set()}
    >
      {(attributes) => (
        <NumberInput
          attributes={attributes}
          option={PICTURE_OPTIONS.dpi}
          value={dpi.value}
          auto={PICTURE_OPTIONS.dpi.default}
          // An empty field is a wrong value: the default would be written into it while it is edited.
          onChange={(value) => set(value ?? Number.NaN)}
        />
      )}
    </Resettable>
  );
}
