import type { JSX } from 'preact';
import { type Option, POSTER_OPTIONS } from '../../../../core/options/index.ts';
import type { LayoutDefaults } from '../../../../core/poster/index.ts';
import { setOptions } from '../../state/making/choices.ts';
import { layout, optionOf, takes } from '../../state/poster.ts';
import { isOffered } from './offered.ts';
import { findProblem } from './option-problem.ts';
import { nameAuto, nameChoice, viewOfOption } from './option-views.ts';
import { type FieldAttributes, Resettable } from './resettable.tsx';

/**
 * The control of an option, made from its entry in the table of options. Null if the option would
 * change nothing.
 */
export function OptionControl({
  name,
  defaults,
  problem,
}: {
  readonly name: string;
  /** Of the layout; null for a panel. */
  readonly defaults: LayoutDefaults | null;
  /** What is wrong with it beside other options, as a sentence. */
  readonly problem: string | null;
}): JSX.Element | null {
  const option = POSTER_OPTIONS[name]!;
  const { label } = viewOfOption(name);
  const value = optionOf(name);
  const set = (to: unknown) => setOptions({ [name]: to }, label, `option ${name}`);
  const choices = option.kind === 'choice' ? option.choices.filter((one) => takes(layout.value, { [name]: one })) : [];
  if (!isOffered(name) || (option.kind === 'choice' && choices.length < 2)) return null;
  const auto = (defaults as Readonly<Record<string, unknown>> | null)?.[name];
  const known = typeof auto === 'string' || typeof auto === 'number' ? auto : null;
  return (
    <Resettable
      name={name}
      label={label}
      problem={findProblem(label, name, option, value) ?? problem}
      isChanged={value !== undefined}
      onReset={() => set(undefined)}
    >
      {(attributes) => {
        switch (option.kind) {
          case 'choice':
            return (
              <select
                {...attributes}
                value={String(value ?? '')}
                onChange={(event) => set(event.currentTarget.value || undefined)}
              >
                <option value="">{nameAuto(known)}</option>
                {choices.map((one) => (
                  <option key={one} value={one}>
                    {nameChoice(one)}
                  </option>
                ))}
              </select>
            );
          case 'integer':
            if (option.max !== undefined && option.max <= 16) {
              return (
                <span class="with-value">
                  <input
                    {...attributes}
                    type="range"
                    min={option.min}
                    max={option.max}
                    value={typeof value === 'number' ? value : (known ?? 1)}
                    onInput={(event) => set(event.currentTarget.valueAsNumber)}
                  />
                  <output for={attributes.id}>{typeof value === 'number' ? value : nameAuto(known)}</output>
                </span>
              );
            }
            return <NumberInput attributes={attributes} option={option} value={value} auto={known} onChange={set} />;
          case 'number':
            return <NumberInput attributes={attributes} option={option} value={value} auto={known} onChange={set} />;
          case 'switch':
            return (
              <input
                {...attributes}
                type="checkbox"
                checked={value === true}
                onChange={(event) => set(event.currentTarget.checked || undefined)}
              />
            );
          case 'color':
            return (
              <span class="with-value">
                <input
                  {...attributes}
                  type="color"
                  value={typeof value === 'string' ? value : '#808080'}
                  onInput={(event) => set(event.currentTarget.value)}
                />
                <output for={attributes.id}>{typeof value === 'string' ? value : 'Auto'}</output>
              </span>
            );
          default:
            return (
              <textarea
                {...attributes}
                rows={1}
                value={typeof value === 'string' ? value : ''}
                onInput={(event) => set(event.currentTarget.value || undefined)}
              />
            );
        }
      }}
    </Resettable>
  );
}

/** A number; an empty field means the default. A wrong number is kept, and shown as wrong. */
export function NumberInput({
  attributes,
  option,
  value,
  auto,
  onChange,
}: {
  readonly attributes: FieldAttributes;
  readonly option: Option & { readonly kind: 'integer' | 'number' };
  readonly value: unknown;
  /** The default, if it is known. */
  readonly auto: string | number | null;
  readonly onChange: (value: number | undefined) => void;
}): JSX.Element {
  return (
    <input
      {...attributes}
      type="number"
      min={option.min}
      max={option.max}
      step={option.kind === 'integer' ? 1 : 'any'}
      placeholder={nameAuto(auto)}
      value={typeof value === 'number' && !Number.isNaN(value) ? value : ''}
      onInput={(event) => {
        const { valueAsNumber, validity } = event.currentTarget;
        // Text that is not a number is a wrong value. An empty field means the default.
        onChange(Number.isNaN(valueAsNumber) && !validity.badInput ? undefined : valueAsNumber);
      }}
    />
  );
}
