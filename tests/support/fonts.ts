import { loadFamily } from 'chromatheque/raster';
import type { Font } from 'chromatheque/type';

/** The font of titles, loaded once for all tests of a file. */
export const LIGHT: Font = (await loadFamily('sans', ''))[0]!;
