import type { FilmTree } from '../../compare/index.ts';
import type { Box, Stroke } from '../scene/scene.ts';
import { drawLine, type LineLook, type LinePoint } from '../shapes/draw-line.ts';

/**
 * Draw a tree of films beside their rows: leaves at the left edge, the join of all films at the
 * right. The distance of a join is its place from left to right.
 *
 * @param box its height is divided into as many rows as there are films.
 * @param most the distance at the right edge, > 0.
 * @returns null when nothing joins.
 */
export function drawDendrogram({ joins, order }: FilmTree, box: Box, most: number, look: LineLook): Stroke | null {
  const row = box.height / order.length;
  const places: LinePoint[] = [];
  for (const [i, film] of order.entries()) places[film] = [box.x, box.y + (i + 0.5) * row];
  const runs = joins.map(({ left, right, distance }): LinePoint[] => {
    const [one, other] = [places[left]!, places[right]!];
    const x = box.x + (box.width * distance) / most;
    places.push([x, (one[1] + other[1]) / 2]);
    return [one, [x, one[1]], [x, other[1]], other];
  });
  return drawLine(runs, look);
}
