import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPixelSampler, makeSampleGrid, type Picture, planDecode, planInstants, toTicks } from '#core/frame/index';
import { openLibavSource } from '#node/film/index';

/** The folder beside the project where films and data sets lie that are not part of it. */
export const SHARED: string = fileURLToPath(new URL('../../../../shared', import.meta.url));

/** A frame as sRGB pixels in rows. */
export interface FilmFrame {
  readonly name: string;
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  /** Shape (width * height, 3). */
  readonly pixels: Uint8Array;
}

/** Films that differ: an animated one with night and neon, snow and fire, a meadow, a room under a fixed camera, a street. */
const FILMS = [
  'agent327_480p.mp4',
  'sintel_trailer_full_480x204_noaudio.mp4',
  'big_buck_bunny_0_30.webm',
  'one-by-one-person-detection.mp4',
  'movie-hello.mp4',
] as const;

/** Tiles a side: the sampler gives some 14,400 pixels a picture, so nine tiles give those of a frame of 480 x 270. */
const TILES = 3;

/**
 * Read evenly spaced frames of the real films at hand, each as some 129,600 of its own pixels (480 x 270 for 16:9), unscaled.
 *
 * @param counts frames of each film by its file's name; of every film in turn where it is a number.
 * @returns none where the films are not at hand.
 */
export async function readFilmFrames(counts: number | Readonly<Record<string, number>>): Promise<FilmFrame[]> {
  const frames: FilmFrame[] = [];
  for (const name of FILMS) {
    const path = join(SHARED, 'media', name);
    const count = typeof counts === 'number' ? counts : (counts[name] ?? 0);
    if (count > 0 && existsSync(path)) frames.push(...(await readFrames(name, path, count)));
  }
  return frames;
}

/**
 * Read evenly spaced frames of one film, as {@link readFilmFrames} does.
 *
 * @param name what the frames are labelled with.
 */
export async function readFrames(name: string, path: string, count: number): Promise<FilmFrame[]> {
  const found: FilmFrame[] = [];
  await visitPictures(path, count, (picture, seconds) => {
    found.push({ name, seconds, ...readTiles(picture) });
  });
  return found.sort((a, b) => a.seconds - b.seconds);
}

/** Decode evenly spaced frames of a film, and pass each to a function while it is valid. */
export async function visitPictures(
  path: string,
  count: number,
  visit: (picture: Picture, seconds: number) => void,
): Promise<void> {
  const source = await openLibavSource(path);
  try {
    const { info, index } = await source.survey();
    const { firstTicks, endTicks, isTimed } = info.track;
    const tickSeconds = info.timeBase.num / info.timeBase.den;
    const times = planInstants(0, (endTicks - firstTicks) * tickSeconds, count);
    const { spans } = planDecode(index, isTimed, toTicks(times, firstTicks, info.timeBase));
    for (const span of spans) {
      for await (const { pts, picture } of source.frames(span)) {
        if (picture !== null) visit(picture, (pts - firstTicks) * tickSeconds);
      }
    }
  } finally {
    source.close();
  }
}

function readTiles(picture: Picture): Pick<FilmFrame, 'width' | 'height' | 'pixels'> {
  const samplePixels = createPixelSampler();
  // Corners on multiples of 4 keep luma and chroma together.
  const tileWidth = 4 * Math.floor(picture.width / TILES / 4);
  const tileHeight = 4 * Math.floor(picture.height / TILES / 4);
  const { xs } = makeSampleGrid(tileWidth, tileHeight);
  const across = xs.findIndex((x, i) => i > 0 && x < xs[i - 1]!);
  const down = xs.length / across;
  const width = TILES * across;
  const height = TILES * down;
  const pixels = new Uint8Array(3 * width * height);
  for (let tile = 0; tile < TILES * TILES; tile++) {
    const column = tile % TILES;
    const row = Math.floor(tile / TILES);
    const sampled = samplePixels(cutTile(picture, column * tileWidth, row * tileHeight, tileWidth, tileHeight));
    for (let y = 0; y < down; y++) {
      const line = sampled.subarray(3 * y * across, 3 * (y + 1) * across);
      pixels.set(line, 3 * ((row * down + y) * width + column * across));
    }
  }
  return { width, height, pixels };
}

function cutTile(picture: Picture, x: number, y: number, width: number, height: number): Picture {
  const components = picture.components.map((component) => ({
    ...component,
    offset: component.offset + (y >> component.log2Y) * component.stride + (x >> component.log2X) * component.step,
  }));
  return { ...picture, width, height, components };
}
