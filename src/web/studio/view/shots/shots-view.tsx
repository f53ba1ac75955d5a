import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Shot } from '../../../../core/fingerprint/index.ts';
import type { Item } from '../../state/item.ts';
import { shots, shownShot } from '../../state/shots.ts';
import { mode, moveToSeconds } from '../../state/studio.ts';
import { formatPosition } from '../format.ts';
import { MomentPicture } from '../stills/moment-picture.tsx';
import { useVisible } from '../stills/use-visible.ts';

/** One frame per shot with its colours. A click moves to the shot; a second one explores it. */
export function ShotsView({ item }: { readonly item: Item }): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const all = shots.value;
  const shown = shownShot.value?.index ?? 0;
  useEffect(() => {
    const tile = list.current?.children[shown];
    tile?.scrollIntoView({ block: 'nearest' });
    // Keys move the shot, and the focus with it.
    if (list.current?.contains(document.activeElement)) tile?.querySelector('button')?.focus();
  }, [shown]);
  return (
    <main class="shots-view">
      <h1 class="unseen">Shots of {item.title.value}</h1>
      {all === null ? (
        <p class="pale">
          {item.fingerprint.value === null
            ? 'Shots are known once the whole film is read.'
            : 'Shots were not detected in this film. Switch on “Detect shots” and open the film again.'}
        </p>
      ) : (
        <ul
          ref={list}
          class="shot-tiles"
          onKeyDown={(event) => {
            const step = STEPS[event.key]?.(countPerRow(event.currentTarget));
            if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            event.stopPropagation();
            moveTo(all[Math.max(0, Math.min(all.length - 1, shown + step))]!);
          }}
        >
          {all.map((shot, i) => (
            <ShotTile key={shot.from} item={item} shot={shot} index={i} isShown={i === shown} />
          ))}
        </ul>
      )}
    </main>
  );
}

/** Shots that keys move by, by the number of tiles per row. */
const STEPS: Readonly<Record<string, (perRow: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (perRow) => -perRow,
  ArrowDown: (perRow) => perRow,
  Home: () => Number.NEGATIVE_INFINITY,
  End: () => Number.POSITIVE_INFINITY,
};

const countPerRow = (list: HTMLElement): number => getComputedStyle(list).gridTemplateColumns.split(' ').length;

/** The frame that stands for a shot. */
const middleOf = ({ frameTime, from, to }: Shot): number => frameTime ?? (from + to) / 2;

const moveTo = (shot: Shot): void => moveToSeconds(middleOf(shot));

function ShotTile({
  item,
  shot,
  index,
  isShown,
}: {
  readonly item: Item;
  readonly shot: Shot;
  readonly index: number;
  readonly isShown: boolean;
}): JSX.Element {
  const element = useRef<HTMLLIElement>(null);
  const isVisible = useVisible(element);
  const length = `${(shot.to - shot.from).toFixed(1)} s`;
  return (
    <li ref={element}>
      <button
        type="button"
        class="shot-tile"
        tabIndex={isShown ? 0 : -1}
        aria-current={isShown}
        onClick={() => {
          if (isShown) mode.value = 'explore';
          else moveTo(shot);
        }}
      >
        {isVisible ? (
          <MomentPicture item={item} seconds={middleOf(shot)} />
        ) : (
          <span class="moment-picture" style={{ aspectRatio: '16 / 9' }} />
        )}
        <span class="shot-colors">
          {shot.swatches.map(({ color, share }) => (
            <span key={color} style={{ flexGrow: share, backgroundColor: color }} />
          ))}
        </span>
        <span>
          Shot {index + 1} <span class="pale">{`${formatPosition(shot.from, true)}, ${length}`}</span>
        </span>
      </button>
    </li>
  );
}
