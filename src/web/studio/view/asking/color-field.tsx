import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { isPicking, pick, startPicking } from '../../state/asking/eyedropper.ts';
import { hasMomentRow } from '../../state/asking/moments.ts';
import { readColor, SUGGESTED_NAMES } from '../../state/asking/picked-color.ts';
import { colorMatches, pickedColor, tolerance } from '../../state/studio.ts';
import { IconButton } from '../controls/icon-button.tsx';

/** The tolerance is raised to this until something is found: beyond, it is another colour. */
const MAX_RAISED = 12;

/** Asks for a colour: by name or code, or from the frame and the strip. */
export function ColorField(): JSX.Element {
  const problem = useSignal<string | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget as HTMLFormElement).get('color');
    const read = readColor(String(text));
    problem.value = 'problem' in read ? read.problem : null;
    if ('problem' in read) return;
    pickedColor.value = read.picked;
    hasMomentRow.value = true;
    // The film may have the colour in another shade: the control shows the tolerance.
    while (colorMatches.value?.places === 0 && tolerance.value < MAX_RAISED) tolerance.value += 1;
  };
  return (
    <form class="color-field" onSubmit={submit}>
      <input
        name="color"
        type="text"
        list="color-names"
        placeholder="Find a colour"
        aria-label="Find a colour"
        title="A name, a hex code or a CSS colour; press Enter (/)"
        autocomplete="off"
        spellcheck={false}
        maxLength={80}
        aria-invalid={problem.value !== null}
        {...(problem.value !== null && { 'aria-describedby': 'color-problem' })}
        onInput={() => {
          problem.value = null;
        }}
        onBlur={() => {
          problem.value = null;
        }}
      />
      <datalist id="color-names">
        {SUGGESTED_NAMES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <IconButton
        icon="eyedropper"
        label="Pick a colour from the picture"
        title="Pick a colour from the picture (i)"
        onClick={() => (isPicking.value ? pick(null) : startPicking())}
      />
      {problem.value !== null && (
        <p id="color-problem" class="problem" role="alert">
          {problem.value}
        </p>
      )}
    </form>
  );
}
