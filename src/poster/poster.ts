import type { Fingerprint } from '../fingerprint/index.ts';
import type { Font } from '../type/index.ts';
import { LAYOUTS } from './layouts/index.ts';
import { type PosterOptions, resolveOptions } from './options.ts';
import type { Scene } from './scene.ts';

/**
 * Draw a fingerprint as a poster.
 *
 * @param fonts for the title, tried in order, letter by letter; may be empty when there is no title.
 * @throws {TypeError} for an unknown option or one of a wrong kind, {RangeError} for one with a wrong value.
 * @throws {RenderError} `font-missing` when no font has a character of the title.
 */
export function layoutPoster(fingerprint: Fingerprint, options: PosterOptions, fonts: readonly Font[]): Scene {
  const { layout, ...resolved } = resolveOptions(options, LAYOUTS);
  return {
    widthMm: resolved.widthMm,
    heightMm: resolved.heightMm,
    title: resolved.title.trim() || fingerprint.film.title,
    background: '#000000',
    marks: layout.arrange(fingerprint, resolved, fonts),
  };
}

/**
 * Check options before there is anything to draw.
 *
 * @throws {TypeError} for an unknown option or one of a wrong kind, {RangeError} for one with a wrong value.
 */
export function checkPosterOptions(options: PosterOptions): void {
  resolveOptions(options, LAYOUTS);
}

/** Names of the layouts there are, the default first. */
export const layoutNames: readonly string[] = Object.keys(LAYOUTS);
