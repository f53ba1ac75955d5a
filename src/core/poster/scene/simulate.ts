import { type Deficiency, formatHex, parseHex, simulateDeficiency } from '../../color/index.ts';
import type { EncodedImage, Mark, Path, Scene, Stroke } from './scene.ts';

/**
 * Convert a scene to what a person with a colour deficiency sees.
 *
 * @param images replacements for the pictures of {@link listImages}. A picture without a
 *   replacement does not change.
 * @returns a new scene with the same marks; `scene` is not modified.
 */
export function simulateScene(
  scene: Scene,
  deficiency: Deficiency,
  images: ReadonlyMap<EncodedImage, EncodedImage>,
): Scene {
  const see = (color: string): string => formatHex(...simulateDeficiency(parseHex(color), deficiency));
  const seen = new Map<number, number>();
  const seeNumber = (color: number): number => {
    const known = seen.get(color);
    if (known !== undefined) return known;
    const [r, g, b] = simulateDeficiency([color >> 16, (color >> 8) & 255, color & 255], deficiency);
    const result = (r << 16) | (g << 8) | b;
    seen.set(color, result);
    return result;
  };
  const seeShape = <Shape extends Path | Stroke>(shape: Shape): Shape => ({ ...shape, color: see(shape.color) });
  const seeMark = (mark: Mark): Mark => {
    switch (mark.kind) {
      case 'bars':
      case 'ring':
        return { ...mark, colors: mark.colors.map(seeNumber) };
      case 'image':
        return { ...mark, image: images.get(mark.image) ?? mark.image };
      case 'group':
        return { ...mark, marks: mark.marks.map(seeShape) };
      default:
        return { ...mark, color: see(mark.color) };
    }
  };
  const { background } = scene;
  return { ...scene, background: background === null ? null : see(background), marks: scene.marks.map(seeMark) };
}

/** List the pictures in a scene, each once. */
export function listImages(scene: Scene): EncodedImage[] {
  return [...new Set(scene.marks.flatMap((mark) => (mark.kind === 'image' ? [mark.image] : [])))];
}
