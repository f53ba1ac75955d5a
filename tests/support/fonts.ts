import { readBundledFont } from 'chromatheque/raster';
import { type Font, loadFont } from 'chromatheque/type';

/** The font of titles, loaded once for all tests of a file. */
export const LIGHT: Font = loadFont(readBundledFont('light'));
