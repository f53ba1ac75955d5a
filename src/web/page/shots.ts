import { columns, data } from './data.ts';
import { byId } from './element.ts';
import { formatTime } from './strip.ts';

const shots = HAS_SHOTS ? data.shots! : [];

/** Index of each column's shot. Times of columns are rounded to float32. */
const shotOf = HAS_SHOTS
  ? columns.map(({ time }) =>
      Math.max(
        0,
        shots.findLastIndex(([from]) => Math.fround(from) <= time),
      ),
    )
  : [];

/** Show the shot of a column. @returns its description, for screen readers. */
export function showShot(column: number): string {
  const index = shotOf[column]!;
  const [from, kind] = shots[index]!;
  const to = shots[index + 1]?.[0] ?? data.to;
  const place = `Shot ${index + 1} of ${shots.length}`;
  const transition = kind === null ? '' : `, ${kind.replace('-', ' ')}`;
  byId('shot', HTMLElement).textContent = `${place}, ${formatTime(from)} to ${formatTime(to)}${transition}`;
  const mark = byId('extent', SVGElement);
  mark.setAttribute('x', String(from));
  mark.setAttribute('width', String(to - from));
  return `${place}${transition}`;
}

/** The first column of the next shot that has one, or the same column. */
export function nextShot(column: number): number {
  const next = shotOf.findIndex((shot) => shot > shotOf[column]!);
  return next < 0 ? column : next;
}

/** The first column of the previous shot that has one, or of the film. */
export function previousShot(column: number): number {
  const previous = shotOf[shotOf.indexOf(shotOf[column]!) - 1];
  return previous === undefined ? 0 : shotOf.indexOf(previous);
}
