import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { type ColorMoment, colorMoments, momentOrder } from '../../state/asking/moments.ts';
import type { Item } from '../../state/item.ts';
import { cursorPlace, moveTo } from '../../state/studio.ts';
import { formatPosition, formatSharePercent } from '../format.ts';
import { MomentPicture } from '../stills/moment-picture.tsx';
import { useVisible } from '../stills/use-visible.ts';

/** Moments in the row, at most: more than anyone looks through. */
const MAX_MOMENTS = 60;

/** The moments of the highlighted colour as a row of frames, the best or the earliest first. */
export function MomentRow({ item }: { readonly item: Item }): JSX.Element {
  const all = colorMoments.value;
  const shown = all.slice(0, MAX_MOMENTS);
  return (
    <section class="moment-row" aria-label="Moments with this colour">
      <fieldset class="switch">
        <legend class="unseen">Sort moments by</legend>
        {(['share', 'time'] as const).map((order) => (
          <label key={order} class={momentOrder.value === order ? 'is-chosen' : ''}>
            <input
              type="radio"
              name="moment-order"
              checked={momentOrder.value === order}
              onChange={() => {
                momentOrder.value = order;
              }}
            />
            {order === 'share' ? 'Most first' : 'By time'}
          </label>
        ))}
      </fieldset>
      {shown.length === 0 ? (
        <p class="pale">No moment has this colour. Raise the tolerance.</p>
      ) : (
        <ul class="moments">
          {shown.map((moment) => (
            <Moment key={moment.place} item={item} moment={moment} />
          ))}
          {all.length > shown.length && (
            <li class="pale moments-rest">
              {shown.length} of {all.length}
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function Moment({ item, moment }: { readonly item: Item; readonly moment: ColorMoment }): JSX.Element {
  const element = useRef<HTMLLIElement>(null);
  const isVisible = useVisible(element);
  const { place, seconds, share } = moment;
  const words = `${formatPosition(seconds, true)}, ${formatSharePercent(share)}`;
  return (
    <li ref={element}>
      <button type="button" class="moment" aria-current={place === cursorPlace.value} onClick={() => moveTo(place)}>
        <MomentPicture item={item} seconds={seconds} isShown={isVisible} />
        <span>{words}</span>
      </button>
    </li>
  );
}
