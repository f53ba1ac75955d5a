import { surroundBoxes } from './boxes.ts';
import type { Group, Path, Stroke } from './scene.ts';

/** Put shapes into a group, painted as one layer. Returns no group when there are no shapes. */
export function groupMarks(shapes: readonly (Path | Stroke | null)[]): Group[] {
  const marks = shapes.filter((shape) => shape !== null);
  return marks.length === 0 ? [] : [{ kind: 'group', box: surroundBoxes(marks.map(({ box }) => box)), marks }];
}
