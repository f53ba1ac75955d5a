import type { ComponentChildren, JSX } from 'preact';

/** A control with its label above and a problem with its value below. */
export function Field({
  label,
  problem = null,
  children,
}: {
  readonly label: string;
  readonly problem?: string | null;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="field">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children. */}
      <label>
        <span class="field-label">{label}</span>
        {children}
      </label>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** A number; an empty field means the default. */
export function NumberField({
  label,
  value,
  problem,
  least = 1,
  most = 5000,
  onChange,
}: {
  readonly label: string;
  readonly value: unknown;
  readonly problem: string | null;
  readonly least?: number;
  readonly most?: number;
  readonly onChange: (value: number | undefined) => void;
}): JSX.Element {
  return (
    <Field label={label} problem={problem}>
      <input
        type="number"
        min={least}
        max={most}
        step="any"
        placeholder="Auto"
        value={typeof value === 'number' ? value : ''}
        onInput={(event) => {
          const { valueAsNumber } = event.currentTarget;
          onChange(Number.isNaN(valueAsNumber) ? undefined : valueAsNumber);
        }}
      />
    </Field>
  );
}
