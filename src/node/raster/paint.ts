import {
  type Box,
  drawColumns,
  type Group,
  type Image,
  type Path,
  type PixelBox,
  type Pixels,
  paintBackground,
  paintMark,
  type Scene,
  type Stroke,
  snapBox,
  softMarkToSvg,
  turnBox,
} from '../../core/poster/index.ts';
import { decodeImage } from './decode-image.ts';
import { loadSharp } from './sharp.ts';

/**
 * Pixels of a layer that are drawn at a time, so that a poster's letters take no more memory than a
 * poster: 16 MB of colours.
 */
const MAX_LAYER_PIXELS = 4_000_000;
/** And of its side: librsvg draws on cairo surfaces, which have 32,767 at most. */
const MAX_LAYER_SIDE = 16_384;

/**
 * Draw a scene: what is made of colours alone falls on whole pixels, outlines are antialiased by
 * librsvg, pictures averaged in linear light.
 *
 * @param width pixels of the whole scene, like `height`; both >= 1.
 * @returns newly made; four channels where the scene's ground is transparent.
 */
export async function paintScene(scene: Scene, width: number, height: number): Promise<Pixels> {
  const pixels = paintBackground(scene, width, height);
  for (const mark of scene.marks) {
    switch (mark.kind) {
      case 'rect':
      case 'bars':
      case 'ring':
        paintMark(pixels, scene, mark);
        break;
      case 'image':
        await paintImage(pixels, scene, mark);
        break;
      default:
        await paintSoftMark(pixels, scene, mark);
    }
  }
  return pixels;
}

/**
 * Draw outlines in parts no larger than {@link MAX_LAYER_PIXELS}, and nowhere but where their ink
 * is.
 */
async function paintSoftMark(pixels: Pixels, scene: Scene, mark: Path | Stroke | Group): Promise<void> {
  const perMmX = pixels.width / scene.widthMm;
  const perMmY = pixels.height / scene.heightMm;
  const { x, y, width, height } = coverBox(mark.box, pixels, perMmX, perMmY);
  if (width <= 0 || height <= 0) return;
  const svg = softMarkToSvg(mark);
  const sharp = await loadSharp();
  const columns = Math.min(width, MAX_LAYER_SIDE);
  const rows = Math.min(MAX_LAYER_SIDE, Math.max(1, Math.floor(MAX_LAYER_PIXELS / columns)));
  for (let top = y; top < y + height; top += rows) {
    for (let left = x; left < x + width; left += columns) {
      const part = {
        x: left,
        y: top,
        width: Math.min(columns, x + width - left),
        height: Math.min(rows, y + height - top),
      };
      const view = [left / perMmX, top / perMmY, part.width / perMmX, part.height / perMmY].join(' ');
      const size = `width="${part.width}" height="${part.height}" viewBox="${view}" preserveAspectRatio="none"`;
      const file = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${svg}</svg>`);
      blendLayer(pixels, part, await sharp(file, { unlimited: true }).ensureAlpha().raw().toBuffer());
    }
  }
}

/** Pixels that a box touches, and one around it, as far as there are any. */
function coverBox(box: Box, pixels: Pixels, perMmX: number, perMmY: number): PixelBox {
  const x = Math.max(0, Math.floor(box.x * perMmX) - 1);
  const y = Math.max(0, Math.floor(box.y * perMmY) - 1);
  return {
    x,
    y,
    width: Math.min(pixels.width, Math.ceil((box.x + box.width) * perMmX) + 1) - x,
    height: Math.min(pixels.height, Math.ceil((box.y + box.height) * perMmY) + 1) - y,
  };
}

async function paintImage(pixels: Pixels, scene: Scene, mark: Image): Promise<void> {
  const { box, image, turnDegrees = 0 } = mark;
  if (mark.isSharpAcross) {
    await paintColumns(pixels, scene, mark);
    return;
  }
  const place = snapBox(box, scene, pixels.width, pixels.height);
  if (place.width === 0 || place.height === 0) return;
  const sharp = await loadSharp();
  const resized = sharp(image.bytes)
    .pipelineColourspace('scrgb')
    .resize(place.width, place.height, { fit: 'fill' })
    .toColourspace('srgb')
    .ensureAlpha();
  if (turnDegrees === 0) {
    blendLayer(pixels, place, await resized.raw().toBuffer());
    return;
  }
  const upright = { width: place.width, height: place.height, channels: 4 } as const;
  const { data, info } = await sharp(await resized.raw().toBuffer(), { raw: upright })
    .rotate(turnDegrees, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const x = Math.round(place.x + (place.width - info.width) / 2);
  const y = Math.round(place.y + (place.height - info.height) / 2);
  blendLayer(pixels, { x, y, width: info.width, height: info.height }, data);
}

async function paintColumns(pixels: Pixels, scene: Scene, mark: Image): Promise<void> {
  const { box, image, turnDegrees = 0, isMirrored = false } = mark;
  const place = snapBox(turnBox(box, turnDegrees), scene, pixels.width, pixels.height);
  drawColumns({ ...(await decodeImage(image)), turnDegrees, isMirrored }, pixels, place);
}

/**
 * Lay a layer over pixels, as SVG does it: in sRGB codes.
 *
 * @param box where it lies; what is outside the pixels is left out.
 * @param layer shape (height, width, 4), not multiplied.
 */
function blendLayer(pixels: Pixels, box: PixelBox, layer: Uint8Array): void {
  const { width, height, channels, data } = pixels;
  for (let y = Math.max(0, -box.y); y < box.height && box.y + y < height; y++) {
    for (let x = Math.max(0, -box.x); x < box.width && box.x + x < width; x++) {
      const from = 4 * (y * box.width + x);
      const opacity = layer[from + 3]!;
      if (opacity === 0) continue;
      const to = channels * ((box.y + y) * width + box.x + x);
      const below = channels === 3 ? 255 : data[to + 3]!;
      const kept = (below * (255 - opacity)) / 255;
      const alpha = opacity + kept;
      for (let k = 0; k < 3; k++) {
        data[to + k] = Math.round((layer[from + k]! * opacity + data[to + k]! * kept) / alpha);
      }
      if (channels === 4) data[to + 3] = Math.round(alpha);
    }
  }
}
