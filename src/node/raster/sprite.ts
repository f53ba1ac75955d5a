import { decodeImage } from './decode-image.ts';
import { encodeJpeg } from './encode-image.ts';

/** Small pictures in one file. */
export interface Sprite {
  /** A JPEG file. */
  readonly content: Uint8Array;
  /** The place of each picture, pixels, in the order of the pictures. All have the same size. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/**
 * Put small pictures into one JPEG file, row by row. Pictures of other sizes are centred on black:
 * players take the size of the first one for all.
 *
 * @param files JPEG or PNG files, at least one.
 */
export async function renderSprite(files: readonly Uint8Array[]): Promise<Sprite> {
  const pictures = await Promise.all(files.map((bytes) => decodeImage({ bytes })));
  const tileWidth = Math.max(...pictures.map(({ width }) => width));
  const tileHeight = Math.max(...pictures.map(({ height }) => height));
  const across = Math.ceil(Math.sqrt(pictures.length));
  const [width, height] = [across * tileWidth, Math.ceil(pictures.length / across) * tileHeight];
  const data = new Uint8Array(3 * width * height);
  const places = pictures.map((_, i) => ({ x: (i % across) * tileWidth, y: Math.floor(i / across) * tileHeight }));
  for (const [i, picture] of pictures.entries()) {
    const left = places[i]!.x + Math.floor((tileWidth - picture.width) / 2);
    const top = places[i]!.y + Math.floor((tileHeight - picture.height) / 2);
    const rowBytes = 3 * picture.width;
    for (let row = 0; row < picture.height; row++) {
      data.set(picture.data.subarray(row * rowBytes, (row + 1) * rowBytes), 3 * ((top + row) * width + left));
    }
  }
  return { content: await encodeJpeg({ width, height, data }), places, tileWidth, tileHeight };
}
