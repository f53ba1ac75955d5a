import { type Placing, placePath } from './path.ts';
import type { Box, Mark, Path, Scene, Stroke } from './scene.ts';

/**
 * Place a scene inside a box of another scene, as large as possible, in the middle.
 *
 * @param ground of the other scene. When the scene's own ground differs, it is added as a box.
 * @returns the scene's marks in the other one's millimetres. No mark is modified. Large data in
 *   them (cells, pictures) are shared.
 */
export function placeScene(scene: Scene, box: Box, ground: string | null): Mark[] {
  const scale = Math.min(box.width / scene.widthMm, box.height / scene.heightMm);
  const placing = {
    x: box.x + (box.width - scene.widthMm * scale) / 2,
    y: box.y + (box.height - scene.heightMm * scale) / 2,
    scale,
  };
  const marks = scene.marks.map((mark) => placeMark(mark, placing));
  if (scene.background === null || scene.background === ground) return marks;
  const sheet = placeBox({ x: 0, y: 0, width: scene.widthMm, height: scene.heightMm }, placing);
  return [{ kind: 'rect', box: sheet, color: scene.background }, ...marks];
}

function placeMark(mark: Mark, placing: Placing): Mark {
  const box = placeBox(mark.box, placing);
  switch (mark.kind) {
    case 'path':
    case 'stroke':
      return placeOutline(mark, placing);
    case 'group':
      return { ...mark, box, marks: mark.marks.map((inner) => placeOutline(inner, placing)) };
    case 'ring': {
      const { x, y } = placeBox({ x: mark.x, y: mark.y, width: 0, height: 0 }, placing);
      return { ...mark, box, x, y, inner: mark.inner * placing.scale, outer: mark.outer * placing.scale };
    }
    default:
      return { ...mark, box };
  }
}

function placeBox({ x, y, width, height }: Box, { x: left, y: top, scale }: Placing): Box {
  return { x: left + x * scale, y: top + y * scale, width: width * scale, height: height * scale };
}

function placeOutline<Outline extends Path | Stroke>(mark: Outline, placing: Placing): Outline {
  const moved = { ...mark, box: placeBox(mark.box, placing), segments: placePath(mark.segments, placing) };
  if (moved.kind === 'path') return moved;
  const { dash, widthMm } = moved;
  const dashes = dash === undefined ? {} : { dash: [dash[0] * placing.scale, dash[1] * placing.scale] };
  return { ...moved, widthMm: widthMm * placing.scale, ...dashes };
}
