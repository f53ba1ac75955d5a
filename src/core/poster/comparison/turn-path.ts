import { type PathSegment, roundMm } from '../scene/path.ts';
import type { Path } from '../scene/scene.ts';

/**
 * Turn an outline by 90 degrees counterclockwise around the scene's upper left corner, and move it:
 * text then runs from bottom to top.
 *
 * @param path without arcs.
 */
export function turnPath(path: Path, right: number, down: number): Path {
  const segments = path.segments.map((segment): PathSegment => {
    const [command, ...values] = segment;
    const turned: number[] = [];
    for (let i = 0; i < values.length; i += 2) {
      turned.push(roundMm(right + values[i + 1]!), roundMm(down - values[i]!));
    }
    // The same command with as many values.
    return [command, ...turned] as unknown as PathSegment;
  });
  const { x, y, width, height } = path.box;
  return { ...path, segments, box: { x: right + y, y: down - x - width, width: height, height: width } };
}
