import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';

/** From build/tests/support/pictures back to the sources. */
const FOLDER = new URL('../../../../tests/goldens/', import.meta.url);
/** Perceived distance of a pixel from which on it counts as another, 0 to 1: pixelmatch's own default. */
const THRESHOLD = 0.1;
/** How many pixels may differ: versions of librsvg antialias some letters differently. */
const MAX_SHARE = 0.001;

/**
 * Compare a picture with the golden file of that name, by perceived difference.
 *
 * With `UPDATE=1` in the environment the golden is written instead. Look at it before you commit it.
 */
export async function assertGoldenPng(name: string, png: Buffer): Promise<void> {
  const file = new URL(name, FOLDER);
  if (process.env.UPDATE === '1') writeFileSync(file, png);
  const [found, golden] = await Promise.all(
    [png, readFileSync(file)].map((bytes) => sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })),
  );
  const { width, height } = golden!.info;
  assert.deepEqual([found!.info.width, found!.info.height], [width, height], name);
  const differing = pixelmatch(found!.data, golden!.data, undefined, width, height, { threshold: THRESHOLD });
  assert.ok(differing <= MAX_SHARE * width * height, `${name}: ${differing} pixels differ; UPDATE=1 rewrites it`);
}
