import { effect, signal } from '@preact/signals';
import { showToast } from './making/toast.ts';
import { colorMatches, current, cursorPlace, cursorSeconds, mode, moveToSeconds } from './studio.ts';

/** Whether the film plays. */
export const isPlaying = signal(false);
/** Whether the film is played without sound. */
export const isMuted = signal(false);
/** Whether only what has the highlighted colour is played. */
export const playsLitOnly = signal(false);

/** The player of the shown film; null where the browser cannot play it. */
export const player = signal<HTMLVideoElement | null>(null);

/** Play the film from the cursor, or pause it. */
export function togglePlaying(): void {
  if (isPlaying.value) {
    isPlaying.value = false;
    return;
  }
  // The frame is in this view.
  mode.value = 'explore';
  // It is rendered first.
  requestAnimationFrame(() => {
    if (player.value !== null) void start(player.value);
    else showToast('This film is not at hand: drop its file to play it.');
  });
}

async function start(video: HTMLVideoElement): Promise<void> {
  if (cursorSeconds.value >= video.duration - 0.1) moveToSeconds(0);
  video.muted = isMuted.value;
  video.currentTime = cursorSeconds.value;
  isPlaying.value = true;
  lastFollowed = cursorSeconds.value;
  try {
    await video.play();
  } catch {
    isPlaying.value = false;
    showToast('This browser cannot play the film.');
    return;
  }
  follow(video);
}

/** The cursor as the player left it last. */
let lastFollowed = Number.NaN;

/** Let the cursor follow the player until it pauses. */
function follow(video: HTMLVideoElement): void {
  if (!isPlaying.value || player.value !== video || video.ended) {
    isPlaying.value = false;
    video.pause();
    return;
  }
  requestAnimationFrame(() => follow(video));
  if (video.seeking) return;
  if (cursorSeconds.value !== lastFollowed) {
    // The user moved the cursor: play from there.
    lastFollowed = cursorSeconds.value;
    video.currentTime = lastFollowed;
    return;
  }
  lastFollowed = video.currentTime;
  moveToSeconds(lastFollowed);
  skipToLit(video);
}

/** Seek to the next moment that has the highlighted colour; pause after the last one. */
function skipToLit(video: HTMLVideoElement): void {
  const [matches, strip] = [colorMatches.value, current.value?.strip.value];
  if (!playsLitOnly.value || matches === null || strip == null || matches.masks[cursorPlace.value] !== 0) return;
  const next = matches.masks.findIndex((mask, place) => mask !== 0 && place > cursorPlace.value);
  if (next < 0) isPlaying.value = false;
  else {
    lastFollowed = strip.times[next]!;
    video.currentTime = lastFollowed;
    moveToSeconds(lastFollowed);
  }
}

effect(() => {
  if (player.value !== null) player.value.muted = isMuted.value;
});
effect(() => {
  if (!isPlaying.value) player.peek()?.pause();
});
