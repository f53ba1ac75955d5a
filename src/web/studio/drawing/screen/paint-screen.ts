import {
  drawColumns,
  type Group,
  type Image,
  type Mark,
  type Path,
  type PixelBox,
  type Pixels,
  paintMark,
  type Scene,
  type Stroke,
  snapBox,
  turnBox,
} from '../../../../core/poster/index.ts';
import { decodeBitmap, decodePixels } from './decode-image.ts';
import { traceOutline } from './trace-outline.ts';

/** Groups of at least so many shapes are painted once: a spiral of thousands of columns. */
const LARGE_GROUP = 200;

/**
 * Paint a scene as a screen shows it: bars and rings by the pixel code of the command line, all else
 * by the canvas. A browser takes ten times as long for an SVG file of thousands of bars.
 *
 * @param width pixels of the whole scene, like `height`; both >= 1.
 */
export async function paintScreen(scene: Scene, width: number, height: number): Promise<OffscreenCanvas> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  if (scene.background !== null) {
    context.fillStyle = scene.background;
    context.fillRect(0, 0, width, height);
  }
  for (const mark of scene.marks) await paint(context, scene, mark);
  return canvas;
}

type Context = OffscreenCanvasRenderingContext2D;

async function paint(context: Context, scene: Scene, mark: Mark): Promise<void> {
  const { width, height } = context.canvas;
  const sheet: PixelBox = { x: 0, y: 0, width, height };
  switch (mark.kind) {
    case 'rect': {
      const box = snapBox(mark.box, scene, width, height);
      context.fillStyle = mark.color;
      context.fillRect(box.x, box.y, box.width, box.height);
      return;
    }
    case 'bars': {
      const { gap, direction } = mark;
      const box = snapBox(mark.box, scene, width, height);
      const bars = { ...mark, box: { ...box, x: 0, y: 0 } };
      paintPixels(context, mark.colors, box, `${gap} ${direction}`, (pixels) => {
        // Empty columns stay transparent.
        paintMark(pixels, { ...scene, background: null, widthMm: box.width, heightMm: box.height }, bars);
      });
      return;
    }
    case 'ring': {
      const { colors: _, starts: __, bottoms: ___, ...place } = mark;
      paintPixels(context, mark.colors, sheet, JSON.stringify(place), (pixels) => {
        paintMark(pixels, { ...scene, background: null }, mark);
      });
      return;
    }
    case 'image':
      await paintImage(context, scene, mark);
      return;
    case 'group':
      if (mark.marks.length < LARGE_GROUP) paintShapes(context, scene, mark.marks);
      else paintLayer(context, mark.marks, sheet, '', (layer) => paintShapes(layer, scene, mark.marks));
      return;
    default:
      paintShapes(context, scene, [mark]);
  }
}

interface Layer {
  readonly key: string;
  readonly canvas: OffscreenCanvas;
}

/** The last layer that was painted of each source. */
const layers = new WeakMap<object, Layer>();

/** Paint a layer, or the last one of the same source again if it would be the same. */
function paintLayer(
  context: Context,
  source: object,
  { x, y, width, height }: PixelBox,
  look: string,
  draw: (layer: Context) => void,
): void {
  if (width === 0 || height === 0) return;
  const key = `${width} ${height} ${look}`;
  let layer = layers.get(source);
  if (layer?.key !== key) {
    layer = { key, canvas: new OffscreenCanvas(width, height) };
    draw(layer.canvas.getContext('2d')!);
    layers.set(source, layer);
  }
  context.drawImage(layer.canvas, x, y);
}

function paintPixels(
  context: Context,
  source: object,
  box: PixelBox,
  look: string,
  draw: (pixels: Pixels) => void,
): void {
  paintLayer(context, source, box, look, (layer) => {
    const { width, height } = box;
    const image = new ImageData(width, height);
    draw({ width, height, channels: 4, data: new Uint8Array(image.data.buffer) });
    layer.putImageData(image, 0, 0);
  });
}

async function paintImage(context: Context, scene: Scene, mark: Image): Promise<void> {
  const { width, height } = context.canvas;
  const { box, image, turnDegrees = 0, isMirrored = false } = mark;
  if (mark.isSharpAcross) {
    const picture = { ...(await decodePixels(image)), turnDegrees, isMirrored };
    const place = snapBox(turnBox(box, turnDegrees), scene, width, height);
    paintPixels(context, image.bytes, place, `${turnDegrees} ${isMirrored}`, (pixels) => {
      drawColumns(picture, pixels, { ...place, x: 0, y: 0 });
    });
    return;
  }
  const bitmap = await decodeBitmap(image);
  const [x, y] = [width / scene.widthMm, height / scene.heightMm];
  context.setTransform(x, 0, 0, y, x * (box.x + box.width / 2), y * (box.y + box.height / 2));
  context.rotate((turnDegrees * Math.PI) / 180);
  if (isMirrored) context.scale(-1, 1);
  context.drawImage(bitmap, -box.width / 2, -box.height / 2, box.width, box.height);
  context.resetTransform();
}

function paintShapes(context: Context, scene: Scene, shapes: Group['marks']): void {
  const { width, height } = context.canvas;
  context.setTransform(width / scene.widthMm, 0, 0, height / scene.heightMm, 0, 0);
  for (const shape of shapes) paintShape(context, shape);
  context.resetTransform();
  context.globalAlpha = 1;
}

function paintShape(context: Context, shape: Path | Stroke): void {
  const outline = traceOutline(shape.segments);
  context.globalAlpha = shape.opacity;
  if (shape.kind === 'path') {
    context.fillStyle = shape.color;
    context.fill(outline);
    return;
  }
  context.strokeStyle = shape.color;
  context.lineWidth = shape.widthMm;
  context.lineCap = shape.cap;
  context.setLineDash(shape.dash ?? []);
  context.stroke(outline);
}
