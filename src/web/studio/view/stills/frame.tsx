import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { listFromTop } from '../../drawing/draw-strip.ts';
import { isPicking } from '../../state/asking/eyedropper.ts';
import type { Item } from '../../state/item.ts';
import { isPlaying, player as registerPlayer } from '../../state/player.ts';
import { chooseStill } from '../../state/still.ts';
import { cursorColumn, cursorSeconds, FIRST_SHARE } from '../../state/studio.ts';
import { Eyedropper } from '../asking/eyedropper.tsx';
import { formatPosition } from '../format.ts';
import { useFrame } from './use-frame.ts';

/** Of the frame area before the size of the film is known. */
const UNKNOWN_ASPECT = '16 / 9';

/**
 * The frame under the cursor: from the film if the browser can play it, or from the server if it
 * has the film; otherwise its colours with a thumbnail of the same shot on top.
 */
export function Frame({ item }: { readonly item: Item }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const canPlay = useSignal(item.filmUrl !== null);
  const seconds = cursorSeconds.value;

  useEffect(() => {
    const player = video.current;
    if (player === null || player.seeking || isPlaying.value) return;
    player.currentTime = seconds;
  }, [seconds]);
  useEffect(() => {
    registerPlayer.value = canPlay.value ? video.current : null;
    return () => {
      isPlaying.value = false;
      registerPlayer.value = null;
    };
  }, [canPlay.value]);
  const catchUp = () => {
    const player = video.current;
    if (player === null || isPlaying.value) return;
    // The cursor moved during the seek.
    if (Math.abs(player.currentTime - cursorSeconds.value) > 1e-3) player.currentTime = cursorSeconds.value;
  };

  void item.version.value;
  const column = cursorColumn.value;
  const colors = column === null ? [] : listFromTop(column);
  // The length of the film, and so the time of the cursor, is known with its strip.
  const place = item.strip.value === null ? { share: FIRST_SHARE } : { seconds };
  const frame = useFrame(item, canPlay.value ? null : place, true);
  const frameAspect = useSignal(UNKNOWN_ASPECT);
  const still = frame === null ? chooseStill(item, seconds) : null;
  const film = item.head.value?.film;
  const aspect =
    film === undefined
      ? frameAspect.value
      : `${film.width * (film.pixelAspect.num / film.pixelAspect.den)} / ${film.height}`;
  const colorsAndStill = (
    <div class="frame-colors" style={{ aspectRatio: aspect }}>
      {colors.map(({ color, share }) => (
        <div key={color} style={{ flexGrow: share, backgroundColor: color }} />
      ))}
      {frame !== null && (
        <img
          class="film-frame"
          src={frame}
          alt="Frame at the current time"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            frameAspect.value = `${naturalWidth} / ${naturalHeight}`;
          }}
        />
      )}
      {still !== null && (
        <figure class="still">
          <img src={still.url} alt="A thumbnail of this shot" />
          <figcaption class="timecode">
            {still.seconds === null ? 'This shot' : formatPosition(still.seconds, true)}
          </figcaption>
        </figure>
      )}
    </div>
  );
  return (
    <div class="frame">
      {canPlay.value && item.filmUrl !== null ? (
        <video
          ref={video}
          src={item.filmUrl}
          // Until it is played.
          muted
          playsInline
          preload="auto"
          aria-label="Frame at the current time"
          onSeeked={catchUp}
          onError={() => {
            canPlay.value = false;
          }}
        />
      ) : (
        colorsAndStill
      )}
      {isPicking.value && <Eyedropper />}
    </div>
  );
}
