import type { JSX } from 'preact';
import type { Item } from '../../state/item.ts';
import { chooseStill } from '../../state/still.ts';
import { formatPosition } from '../format.ts';
import { useFrame } from './use-frame.ts';

/**
 * A small picture of a moment: the frame itself where the film is at hand, otherwise a thumbnail of
 * the same shot with its own time, otherwise the colours of the moment.
 *
 * @param isShown false while it lies outside the visible part of a list: its frame is not decoded.
 */
export function MomentPicture({
  item,
  seconds,
  isShown = true,
}: {
  readonly item: Item;
  readonly seconds: number;
  readonly isShown?: boolean;
}): JSX.Element {
  const frame = useFrame(item, isShown ? { seconds } : null);
  void item.version.value;
  const still = frame === null ? chooseStill(item, seconds) : null;
  const film = item.head.value?.film;
  const aspect = film && `${film.width * (film.pixelAspect.num / film.pixelAspect.den)} / ${film.height}`;
  const swatches = item.strip.value?.columns[item.strip.value.placeAt(seconds)]?.swatches ?? [];
  return (
    <span class="moment-picture" style={{ aspectRatio: aspect ?? '16 / 9' }}>
      {frame !== null ? (
        <img src={frame} alt="" />
      ) : still !== null ? (
        <>
          <img src={still.url} alt="" loading="lazy" />
          {still.seconds !== null && Math.abs(still.seconds - seconds) > 0.05 && (
            <small class="moment-time" aria-hidden="true">
              at {formatPosition(still.seconds, true)}
            </small>
          )}
        </>
      ) : (
        swatches.map(({ color, share }) => <span key={color} style={{ flexGrow: share, backgroundColor: color }} />)
      )}
    </span>
  );
}
