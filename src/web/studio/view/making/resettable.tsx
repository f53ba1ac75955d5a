import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { IconButton } from '../controls/icon-button.tsx';
import { focusedOption } from './offered.ts';
import { plain } from './option-problem.ts';

/** What a control takes from its label and its problem. */
export interface FieldAttributes {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/**
 * A control with its label, a button that restores the default, and what is wrong with its value.
 * The button keeps its place while it is hidden, and a problem covers what is below, so that nothing
 * moves.
 */
export function Resettable({
  name,
  label,
  problem = null,
  isChanged,
  onReset,
  children,
}: {
  /** Of the option. */
  readonly name: string;
  readonly label: string;
  readonly problem?: string | null;
  readonly isChanged: boolean;
  readonly onReset: () => void;
  readonly children: (attributes: FieldAttributes) => ComponentChildren;
}): JSX.Element {
  const id = useId();
  const problemId = `${id}-problem`;
  return (
    <div
      class={problem === null ? 'field' : 'field is-wrong'}
      onFocusIn={() => {
        focusedOption.value = name;
      }}
      onFocusOut={() => {
        focusedOption.value = null;
      }}
    >
      <div class="field-head">
        <label class="field-label" for={id} title={label}>
          {label}
        </label>
        {isChanged && (
          <IconButton
            icon="reset"
            label={`Reset ${plain(label).toLowerCase()}`}
            title="Reset"
            onClick={() => {
              onReset();
              document.getElementById(id)?.focus();
            }}
          />
        )}
      </div>
      {children({
        id,
        'aria-invalid': problem !== null,
        'aria-describedby': problem === null ? undefined : problemId,
      })}
      {problem !== null && (
        <p class="problem" role="alert" id={problemId}>
          {problem}
        </p>
      )}
    </div>
  );
}
