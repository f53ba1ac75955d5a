import { formatMm } from './format-mm.ts';
import type { Box, Mark, Path, Scene, Stroke } from './scene.ts';

/** How a scene is moved and made larger or smaller: first scaled around its upper left corner, then moved. */
interface Placing {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/**
 * Move a scene into a box of another one, as large as it goes, in the middle.
 *
 * @param ground of the other scene: where the scene's own is another one, it comes along as a box.
 * @returns the scene's marks in the other one's millimetres; none is modified, what is large in them (cells, pictures) is shared.
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
  const moved = { ...mark, box: placeBox(mark.box, placing), data: placeData(mark.data, placing) };
  if (moved.kind === 'path') return moved;
  const { dash, widthMm } = moved;
  const dashes = dash === undefined ? {} : { dash: [dash[0] * placing.scale, dash[1] * placing.scale] };
  return { ...moved, widthMm: widthMm * placing.scale, ...dashes };
}

const COMMAND = /([MLHVQCAZ])([^MLHVQCAZ]*)/gi;
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)/g;
/** An arc's numbers: two radii, how its ellipse is turned, two flags, a point. */
const ARC = ['length', 'length', 'plain', 'plain', 'plain', 'x', 'y'] as const;
const PAIR = ['x', 'y'] as const;

/** Move path data, of absolute commands alone. */
function placeData(data: string, { x, y, scale }: Placing): string {
  return data.replace(COMMAND, (_, command: string, numbers: string) => {
    const roles =
      command === 'A' ? ARC : command === 'H' ? (['x'] as const) : command === 'V' ? (['y'] as const) : PAIR;
    const moved = (numbers.match(NUMBER) ?? []).map((text, i) => {
      const value = Number(text);
      switch (roles[i % roles.length]) {
        case 'x':
          return formatMm(x + value * scale);
        case 'y':
          return formatMm(y + value * scale);
        case 'length':
          return formatMm(value * scale);
        default:
          return text;
      }
    });
    return command + moved.join(' ');
  });
}
