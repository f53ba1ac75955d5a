import { effect, signal, untracked } from '@preact/signals';
import { PATHS, parsePlayAnswer, playPath } from '../../../core/protocol/index.ts';
import { formatClock } from '../../../core/text/index.ts';
import { requestServer } from '../reading/connection.ts';
import type { Item } from './item.ts';
import { showToast } from './making/toast.ts';
import { colorMatches, current, cursorPlace, cursorSeconds, mode, moveToSeconds } from './studio.ts';

/** Whether the film plays, or will when its player is there. */
export const isPlaying = signal(false);
/** Whether the film is played without sound. */
export const isMuted = signal(false);
/** Whether only what has the highlighted colour is played. */
export const playsLitOnly = signal(false);

/** The player of the shown film; null if there is none. */
export const player = signal<HTMLVideoElement | null>(null);

/** Whether the film itself is at hand, so that a player can be tried. */
export const isAtHand = ({ kind, filmUrl, source, serverPath }: Item): boolean =>
  kind === 'film' && (filmUrl.value !== null || source?.file != null || serverPath.value !== null);

/** Play the film from the cursor, or pause it. */
export function togglePlaying(): void {
  if (isPlaying.value) {
    isPlaying.value = false;
    return;
  }
  const item = current.value;
  if (item === null || (item.state.value === 'failed' && item.strip.value === null)) return;
  if (!isAtHand(item)) {
    showToast('This film is not at hand: drop its file to play it.');
    return;
  }
  // The player is in this view.
  mode.value = 'explore';
  isPlaying.value = true;
  void openPlayer(item);
}

/** Give a film a URL, if it has none: the frame view then makes a player. */
async function openPlayer(item: Item): Promise<void> {
  if (item.filmUrl.peek() !== null) return;
  const file = item.source?.file ?? null;
  try {
    const url = file === null ? await requestTicket(item.serverPath.peek()!) : URL.createObjectURL(file);
    if (isPlaying.peek() && current.peek() === item) item.filmUrl.value = url;
  } catch (error) {
    isPlaying.value = false;
    showToast(error instanceof Error ? error.message : String(error));
  }
}

/** Ask the server for the URL of a film for a player. @throws {ConnectionError} */
async function requestTicket(path: string): Promise<string> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await requestServer(PATHS.play, { method: 'POST', headers, body: JSON.stringify({ path }) });
  return playPath(parsePlayAnswer(await answer.json()).ticket);
}

/**
 * Take the player from a film that this browser cannot play, or not further. Its frames are then
 * decoded by the page or the server. If the film was to be played, say why it is not.
 */
export function failPlayer(item: Item, video: HTMLVideoElement): void {
  const url = item.filmUrl.peek();
  if (url === null) return;
  const [wasWanted, seconds] = [isPlaying.peek(), video.currentTime];
  const isDamaged = video.error?.code === MediaError.MEDIA_ERR_DECODE;
  item.filmUrl.value = null;
  isPlaying.value = false;
  if (url.startsWith('blob:')) URL.revokeObjectURL(url);
  if (wasWanted) void explainFailure(item, url, isDamaged ? seconds : null);
}

/** @param seconds where the film cannot be decoded; null if it cannot be opened. */
async function explainFailure(item: Item, url: string, seconds: number | null): Promise<void> {
  const title = item.title.peek();
  try {
    // A player does not say what the server answered.
    if (!url.startsWith('blob:')) await requestServer(url, { headers: { Range: 'bytes=0-0' } });
    showToast(
      seconds === null
        ? `This browser cannot play ${title}: its container or codec is not one of the browser's.`
        : `This browser cannot decode ${title} from ${formatClock(seconds)} on.`,
    );
  } catch (error) {
    showToast(error instanceof Error ? error.message : String(error));
  }
}

async function start(video: HTMLVideoElement): Promise<void> {
  if (cursorSeconds.value >= video.duration - 0.1) moveToSeconds(0);
  video.muted = isMuted.value;
  video.currentTime = cursorSeconds.value;
  lastFollowed = cursorSeconds.value;
  cancelAnimationFrame(nextFollow);
  try {
    await video.play();
  } catch (error) {
    // What cannot be played is explained where the player reports its error.
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
    isPlaying.value = false;
    showToast('The browser did not start the film by itself: press play again.');
    return;
  }
  follow(video);
}

/** The cursor as the player left it last. */
let lastFollowed = Number.NaN;
let nextFollow = 0;

/** Let the cursor follow the player until it pauses. */
function follow(video: HTMLVideoElement): void {
  if (!isPlaying.value || player.value !== video || video.ended) {
    isPlaying.value = false;
    video.pause();
    return;
  }
  nextFollow = requestAnimationFrame(() => follow(video));
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
  const video = player.value;
  if (video === null) return;
  if (isPlaying.value) untracked(() => void start(video));
  else video.pause();
});
// A player that is still being opened does not start in another view or film.
effect(() => {
  void [current.value, mode.value];
  isPlaying.value = false;
});
