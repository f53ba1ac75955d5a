import { type Fingerprint, serializeFingerprint } from '../../../core/fingerprint/index.ts';
import { layoutPoster, type PosterOptions, RenderError } from '../../../core/poster/index.ts';
import { PANEL_SEPARATOR } from '../../../core/protocol/index.ts';
import type { Font } from '../../../core/type/index.ts';
import { findProbe } from './probe-fingerprint.ts';

/**
 * Write fingerprints as the server takes them for a panel: JSON compressed with gzip. Pictures are
 * left out where the layout does not show them: they are half of the bytes.
 */
export async function packFilms(
  films: readonly Fingerprint[],
  options: PosterOptions,
  fonts: readonly Font[],
): Promise<Uint8Array<ArrayBuffer>> {
  const hasPictures = showsPictures(films[0]!, options, fonts);
  const { readable, writable } = new CompressionStream('gzip');
  const packed = new Response(readable).arrayBuffer();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  for (const film of films) {
    const { pictures: _, ...plain } = film;
    await writer.write(encoder.encode(serializeFingerprint(hasPictures ? film : plain) + PANEL_SEPARATOR));
  }
  await writer.close();
  return new Uint8Array(await packed);
}

function showsPictures(film: Fingerprint, options: PosterOptions, fonts: readonly Font[]): boolean {
  try {
    const { pictures: _, ...plain } = findProbe(film);
    layoutPoster(plain, { ...options, title: '' }, fonts);
    return false;
  } catch (error) {
    return error instanceof RenderError && error.code === 'lacks-data';
  }
}
