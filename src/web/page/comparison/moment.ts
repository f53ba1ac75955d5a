import { copyWithNotice } from '../copy.ts';
import { byId, clamp } from '../element.ts';
import {
  columnAtTime,
  comparisonData,
  type FilmKey,
  filmColumns,
  findCounterpart,
  momentAt,
  otherFilm,
  type PageMoment,
} from './data.ts';
import { describeMomentColors, type Frames, filmThumbnailAt, framesAt, showSide } from './sides.ts';
import { drawThread, formatMoment, placeTrackHead, trackColorAt, trackColumnAt, tracks } from './tracks.ts';

/** How far Page Up and Page Down move: a share of the columns. */
const STEP = 1 / 20;

/** Different films are shown side by side, each at its own moment. */
const areDifferent = comparisonData.blocks.length === 0;
/** The column of each film that is shown or was shown last. */
const current: Record<FilmKey, number> = { a: 0, b: 0 };
/** The film that was moved last, and whether the other one shows something. */
let [moved, isOtherShown]: [FilmKey, boolean] = ['a', areDifferent];

/** Show a column of a film, limited to those it has, and the same moment of the other film. */
export function showMoment(film: FilmKey, index: number): void {
  const other = otherFilm(film);
  const column = clamp(index, 0, filmColumns[film].length - 1);
  const seconds = filmColumns[film][column]!.time;
  const counterpart = findCounterpart(film, seconds);
  current[film] = column;
  [moved, isOtherShown] = [film, areDifferent || counterpart !== null];
  if (counterpart === null) {
    const frames = { a: filmThumbnailAt('a', current.a), b: filmThumbnailAt('b', current.b) };
    showBoth(frames, areDifferent ? '' : showWords(`Only in ${film.toUpperCase()}`, ''));
    drawThread(null);
    return;
  }
  current[other] = columnAtTime(other, counterpart.seconds);
  const times = film === 'a' ? ([seconds, counterpart.seconds] as const) : ([counterpart.seconds, seconds] as const);
  showBoth(framesAt(current.a, current.b), showDifference(momentAt(counterpart.block, times[0])));
  drawThread(times);
}

function showBoth(frames: Frames, verdict: string): void {
  const other = otherFilm(moved);
  showSide(moved, current[moved], frames[moved]);
  showSide(other, isOtherShown ? current[other] : null, frames[other]);
  placeHeads();
  describeMoment(moved, verdict);
  describeMoment(other, isOtherShown ? verdict : `not the moment shown of ${moved.toUpperCase()}`);
}

/** Mark the current columns. */
export function placeHeads(): void {
  const other = otherFilm(moved);
  placeTrackHead(moved, current[moved]);
  placeTrackHead(other, isOtherShown ? current[other] : null);
}

/** Show how much the films differ. @returns the words for screen readers. */
function showDifference(moment: PageMoment | undefined): string {
  if (moment === undefined) return showWords('', 'No difference was measured in this stretch.');
  const { a, difference, unexplained } = moment;
  const rest = unexplained === difference ? '' : `; ${unexplained.toFixed(1)} after the colour shift`;
  showWords(difference.toFixed(1), `CIEDE2000 at ${formatMoment(a)} of A${rest}`);
  return `difference ${difference.toFixed(1)} CIEDE2000`;
}

function showWords(figure: string, words: string): string {
  byId('difference', HTMLElement).textContent = figure;
  byId('verdict', HTMLElement).textContent = words;
  return `${figure}${words}`;
}

function describeMoment(film: FilmKey, verdict: string): void {
  const column = current[film];
  const clock = formatMoment(filmColumns[film][column]!.time);
  const words = verdict === '' ? '' : `, ${verdict}`;
  tracks[film].setAttribute('aria-valuenow', String(column + 1));
  tracks[film].setAttribute('aria-valuetext', `${clock}${words}, ${describeMomentColors(film, column)}`);
}

/** Show the moment of a film nearest to a time, and move the focus to its strip. */
export function jumpTo(film: FilmKey, seconds: number): void {
  showMoment(film, columnAtTime(film, seconds));
  tracks[film].focus();
  tracks[film].scrollIntoView({ block: 'nearest' });
}

/** Columns to which keys move along a film. */
const MOVES: Readonly<Record<string, (film: FilmKey) => number>> = {
  ArrowLeft: (film) => current[film] - 1,
  ArrowDown: (film) => current[film] - 1,
  ArrowRight: (film) => current[film] + 1,
  ArrowUp: (film) => current[film] + 1,
  PageDown: (film) => current[film] - stepOf(film),
  PageUp: (film) => current[film] + stepOf(film),
  Home: () => 0,
  End: (film) => filmColumns[film].length - 1,
};

const stepOf = (film: FilmKey): number => Math.max(1, Math.round(STEP * filmColumns[film].length));

/** Jump to the next gap or large difference, or with Shift to the previous one, of any film. */
const JUMPS: Readonly<Record<string, (film: FilmKey, isBack: boolean) => void>> = {
  g: (film, isBack) => {
    const places = isBack ? comparisonData.gaps.toReversed() : comparisonData.gaps;
    // Gaps of both films are in order of their times on the axis.
    const here = filmColumns[film][current[film]]!.time;
    const next = places.find(([own, time]) => {
      const place = filmColumns[own][columnAtTime(own, time)]!.time;
      return isBack ? place < here : place > here;
    });
    if (next !== undefined) jumpTo(...next);
  },
  d: (_, isBack) => {
    const places = isBack ? comparisonData.worst.toReversed() : comparisonData.worst;
    const next = places.find((time) => {
      const column = columnAtTime('a', time);
      return isBack ? column < current.a : column > current.a;
    });
    if (next !== undefined) jumpTo('a', next);
  },
};

/** Follow pointer and keys along the strip of a film. */
export function watchTrack(film: FilmKey): void {
  const track = tracks[film];
  track.addEventListener('pointermove', ({ clientX }) => showMoment(film, trackColumnAt(film, clientX)));
  track.addEventListener('click', (event) => {
    showMoment(film, trackColumnAt(film, event.clientX));
    const color = trackColorAt(film, current[film], event.clientY);
    // On a touch screen, a tap is the way to choose a frame.
    const isTouch = (event as PointerEvent).pointerType === 'touch';
    if (color !== undefined && !isTouch) copyWithNotice(color);
  });
  track.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    const jump = JUMPS[event.key.toLowerCase()];
    const isCopy = event.key === 'Enter' || event.key === ' ';
    if (move === undefined && jump === undefined && !isCopy) return;
    event.preventDefault();
    const color = filmColumns[film][current[film]]!.shown[0];
    if (move !== undefined) showMoment(film, move(film));
    else if (jump !== undefined) jump(film, event.shiftKey);
    else if (color !== undefined) copyWithNotice(color);
  });
}

/** Let every button with a time jump to it. */
export function watchJumpButtons(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-time]') : null;
    if (button instanceof HTMLElement) jumpTo(button.dataset.film === 'b' ? 'b' : 'a', Number(button.dataset.time));
  });
}
