import type { ComponentChildren, JSX } from 'preact';
import type { LayoutDefaults } from '../../../../core/poster/index.ts';
import { setOptions } from '../../state/making/choices.ts';
import { optionOf } from '../../state/poster.ts';
import { isOffered } from './offered.ts';
import { OptionControl } from './option-control.tsx';
import { type ControlGroup, listGroup, viewOfOption } from './option-views.ts';

/** Which groups are open. Kept while the page is open. */
const isOpen = new Map<string, boolean>([
  ['title', true],
  ['colours', true],
  ['layout', true],
  ['page', false],
]);

/** A part of the controls that folds. */
export function Fold({
  name,
  title,
  className,
  children,
}: {
  readonly name: string;
  readonly title: string;
  readonly className: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <details
      class={className}
      open={isOpen.get(name) ?? false}
      onToggle={(event) => isOpen.set(name, event.currentTarget.open)}
    >
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** The options of a group as controls: common ones first, the others under "More". */
export function OptionControls({
  group,
  defaults,
  problemOf,
  without,
  children,
}: {
  readonly group: ControlGroup;
  readonly defaults: LayoutDefaults | null;
  readonly problemOf: (name: string) => string | null;
  /** Options that are not offered. */
  readonly without: readonly string[];
  /** Controls before those of the options. */
  readonly children?: ComponentChildren;
}): JSX.Element {
  const names = listGroup(group).filter((name) => !without.includes(name) && isOffered(name));
  const controls = (isMore: boolean) =>
    names
      .filter((name) => (viewOfOption(name).isMore ?? false) === isMore)
      .map((name) => <OptionControl key={name} name={name} defaults={defaults} problem={problemOf(name)} />);
  const more = controls(true);
  const changed = names.filter((name) => optionOf(name) !== undefined);
  const title = group[0]!.toUpperCase() + group.slice(1);
  return (
    <Fold name={group} title={title} className="group">
      <div class="group-body">
        {children}
        <div class="field-grid">{controls(false)}</div>
        {more.length > 0 && (
          <Fold name={`more ${group}`} title="More" className="more">
            <div class="field-grid">{more}</div>
          </Fold>
        )}
        <button
          type="button"
          class="text-button group-reset"
          disabled={changed.length === 0}
          onClick={() => setOptions(Object.fromEntries(changed.map((name) => [name, undefined])), `Reset ${group}`)}
        >
          Reset {group}
        </button>
      </div>
    </Fold>
  );
}
