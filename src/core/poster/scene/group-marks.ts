import type { Box, Group, Path, Stroke } from './scene.ts';

/** Put shapes into a group, painted as one layer: none where there are no shapes. */
export function groupMarks(shapes: readonly (Path | Stroke | null)[]): Group[] {
  const marks = shapes.filter((shape) => shape !== null);
  return marks.length === 0 ? [] : [{ kind: 'group', box: surroundBoxes(marks.map(({ box }) => box)), marks }];
}

function surroundBoxes(boxes: readonly Box[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
