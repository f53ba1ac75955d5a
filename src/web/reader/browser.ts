/**
 * Reads films in a page: by mediabunny and WebCodecs, in workers, without a server. The public API
 * of this room, `chromatheque/browser`. The studio reads films by it.
 */

export type { Column, Fingerprint, Swatch } from '../../core/fingerprint/index.ts';
export { FilmError } from '../../core/frame/index.ts';
export { ChromathequeError, OptionError } from '../../core/options/index.ts';
export {
  fingerprintInPage as fingerprint,
  type PageFingerprintOptions as FingerprintOptions,
} from './fingerprint-in-page.ts';
