import type { PaletteSwatch } from '../../fingerprint/index.ts';
import type { EncodedImage, Mark, Rect, Scene } from '../scene/scene.ts';

/** Width of the scene, millimetres. It is placed in a panel, which scales it. */
const WIDTH = 100;
/** Heights of the bar of colours and the space above it; without a frame the bar is higher. */
const BAR_HEIGHT = 12;
const AIR = 2;
/** Height of the frame, or of the bar in its place: 16:9. */
const FRAME_HEIGHT = 56.25;

/**
 * Lay out a moment of a film: its frame, and below it its colours, each as wide as its share. Without
 * a frame, the colours fill its place.
 */
export function layoutMoment(image: EncodedImage | null, swatches: readonly PaletteSwatch[]): Scene {
  const heightMm = FRAME_HEIGHT + AIR + BAR_HEIGHT;
  const top = image === null ? 0 : FRAME_HEIGHT + AIR;
  const marks: Mark[] = [...placeFrame(image), ...divide(swatches, top, heightMm - top)];
  return {
    widthMm: WIDTH,
    heightMm,
    trim: { x: 0, y: 0, width: WIDTH, height: heightMm },
    title: '',
    description: '',
    background: null,
    marks,
  };
}

/** Fit a frame into its place, at the bottom. */
function placeFrame(image: EncodedImage | null): Mark[] {
  if (image === null) return [];
  const scale = Math.min(WIDTH / image.width, FRAME_HEIGHT / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  return [{ kind: 'image', image, box: { x: (WIDTH - width) / 2, y: FRAME_HEIGHT - height, width, height } }];
}

function divide(swatches: readonly PaletteSwatch[], y: number, height: number): Rect[] {
  const total = swatches.reduce((sum, { share }) => sum + share, 0);
  let x = 0;
  return swatches.map(({ color, share }) => {
    const width = (WIDTH * share) / total;
    const rect: Rect = { kind: 'rect', color, box: { x, y, width, height } };
    x += width;
    return rect;
  });
}
