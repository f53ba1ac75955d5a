import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { findThumbnail, type Item } from '../state/item.ts';
import { cursorColumn, cursorSeconds } from '../state/studio.ts';

/** The frame that one looks at: of the film itself where it can be played, else the nearest thumbnail, else its colours. */
export function Frame({ item }: { readonly item: Item }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const canPlay = useSignal(item.filmUrl !== null);
  const seconds = cursorSeconds.value;

  useEffect(() => {
    const player = video.current;
    if (player === null || player.seeking) return;
    player.currentTime = seconds;
  }, [seconds]);
  const catchUp = () => {
    const player = video.current!;
    // The cursor moved on while the frame was sought.
    if (Math.abs(player.currentTime - cursorSeconds.value) > 1e-3) player.currentTime = cursorSeconds.value;
  };

  void item.version.value;
  const thumbnail = findThumbnail(item, seconds);
  const film = item.head.value?.film;
  const aspect =
    film === undefined ? undefined : `${film.width * (film.pixelAspect.num / film.pixelAspect.den)} / ${film.height}`;
  return (
    <div class="frame">
      {canPlay.value && item.filmUrl !== null ? (
        <video
          ref={video}
          src={item.filmUrl}
          muted
          playsInline
          preload="auto"
          aria-label="The frame at this moment"
          onSeeked={catchUp}
          onError={() => {
            canPlay.value = false;
          }}
        />
      ) : thumbnail !== null ? (
        <img src={thumbnail.url} alt="A frame near this moment" />
      ) : (
        <div class="frame-colors" style={{ aspectRatio: aspect }} aria-hidden="true">
          {(cursorColumn.value?.swatches ?? []).map(({ color, share }) => (
            <div key={color} style={{ flexGrow: share, backgroundColor: color }} />
          ))}
        </div>
      )}
    </div>
  );
}
