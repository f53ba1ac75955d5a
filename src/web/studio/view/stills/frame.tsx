import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { listFromTop } from '../../drawing/draw-strip.ts';
import { isPicking } from '../../state/asking/eyedropper.ts';
import type { Item } from '../../state/item.ts';
import { failPlayer, isPlaying, player as registerPlayer } from '../../state/player.ts';
import { chooseStill } from '../../state/still.ts';
import { cursorColumn, cursorSeconds, FIRST_SHARE } from '../../state/studio.ts';
import { Eyedropper } from '../asking/eyedropper.tsx';
import { formatPosition } from '../format.ts';
import { useFrame } from './use-frame.ts';
import { usePlayerSeek } from './use-player-seek.ts';

/** Of the frame area before the size of the film is known. */
const UNKNOWN_ASPECT = '16 / 9';

/**
 * The frame under the cursor: from a player if there is one, otherwise from the server if it has the
 * film, or from the page's reader; otherwise its colours with a thumbnail of the same shot on top.
 */
export function Frame({ item }: { readonly item: Item }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const url = item.filmUrl.value;
  const drawnUrl = useSignal<string | null>(null);
  const seconds = cursorSeconds.value;

  const catchUp = usePlayerSeek(video, item, url);
  useEffect(() => {
    if (url === null) return;
    registerPlayer.value = video.current;
    return () => {
      isPlaying.value = false;
      registerPlayer.value = null;
    };
  }, [url]);
  void item.version.value;
  const column = cursorColumn.value;
  const colors = column === null ? [] : listFromTop(column);
  // The length of the film, and so the time of the cursor, is known with its strip.
  const place = item.strip.value === null ? { share: FIRST_SHARE } : { seconds };
  const frame = useFrame(item, url === null ? place : null, true);
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
      {/* Until the player shows a picture. */}
      {(url === null || drawnUrl.value !== url) && colorsAndStill}
      {url !== null && (
        <video
          key={url}
          ref={video}
          src={url}
          // Until it is played.
          muted
          playsInline
          // With "auto" the page itself would copy megabytes after each seek.
          preload="metadata"
          aria-label="Frame at the current time"
          onLoadedMetadata={({ currentTarget }) => {
            // Only the sound can be decoded.
            if (currentTarget.videoWidth === 0) failPlayer(item, currentTarget);
          }}
          // A film begins with another picture than that of the cursor.
          style={{ visibility: drawnUrl.value === url ? 'visible' : 'hidden' }}
          onLoadedData={({ currentTarget }) => {
            if (!currentTarget.seeking) drawnUrl.value = url;
          }}
          onSeeked={() => {
            drawnUrl.value = url;
            catchUp();
          }}
          onError={({ currentTarget }) => failPlayer(item, currentTarget)}
        />
      )}
      {isPicking.value && <Eyedropper />}
    </div>
  );
}
