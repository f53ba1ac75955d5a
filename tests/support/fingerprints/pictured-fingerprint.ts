import type { Column, Fingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from './synthetic-fingerprint.ts';

/** How many columns it has. */
export const PICTURED_COLUMNS = 24;

/** A PNG of 24 x 8 pixels, five shots that grow darker downwards: stored, so that goldens do not depend on the encoder. */
const SQUEEZED =
  'iVBORw0KGgoAAAANSUhEUgAAABgAAAAICAIAAABsw6g0AAAACXBIWXMAAAPoAAAD6AG1e1JrAAABYUlEQVQoz03RT4rUYBCH4a+a2OIg7ryIBx' +
  'AEQbzBbOcMrtyIG8/gHcSdF3AlcwR3ooJkOskEkvTUn19VfS6S7pl9Ubz1FH389humbvLy56fnzy7U/f2PPxn5/dU/9mTU11/fPto/relv3l3B' +
  '5LL/rO6K+HD9d//kcUZ8efFLUJt57NzETYbpbkdFESaWEe3sjMqojiMRZfoyHmAyzHeKUISJFioZ2U4hqM0yHtwEpsPMO6J1IiLbKRiVvQLHQp' +
  'Tp89i5yrCwItRdxQpRRrZzCLJZxs5NoNJPTESK0K0oGCmowFKIavpye3CTXlgRCjdRopKRN5PzWgQTVzkVuYlmZDs5owoqcKRyPk0HsMJXAVqL' +
  'pmCvzTJ2UHGT/mzElhntHHI22hZ1MBnqvRGVEpFrezPfHjbsB0YnwmRU2LE8KOp3p9PYSqGt3TdshUmZzou2r61FK3ZdsU2G/b3R9rU5GPU/2A' +
  'nckk/nseYAAAAASUVORK5CYII=';

/** JPEGs of 16 x 9 pixels: blue, brown, green, each with a bright slant. */
const FRAMES: readonly string[] = [
  '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC' +
    '8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAJABADASIAAhEBAxEB/8QAFgAB' +
    'AQEAAAAAAAAAAAAAAAAAAQIF/8QAIRAAAQIEBwAAAAAAAAAAAAAAAQACBAURITIzUXFyscH/xAAUAQEAAAAAAAAAAAAAAAAAAAAE/8QAFhEAAw' +
    'AAAAAAAAAAAAAAAAAAAAES/9oADAMBAAIRAxEAPwBbMbUcbdIdHEHFsdVjKzlN5HxJphpR/9k=',
  '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC' +
    '8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAJABADASIAAhEBAxEB/8QAFwAA' +
    'AwEAAAAAAAAAAAAAAAAAAQIDBf/EACEQAAECBAcAAAAAAAAAAAAAAAEAAgQFESEyM1FxcrHB/8QAFAEBAAAAAAAAAAAAAAAAAAAABP/EABYRAA' +
    'MAAAAAAAAAAAAAAAAAAAABEv/aAAwDAQACEQMRAD8Ak2YWo426QdGkHFsdVkpjlN5HxGlCqZ//2Q==',
  '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC' +
    '8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAJABADASIAAhEBAxEB/8QAFwAA' +
    'AwEAAAAAAAAAAAAAAAAAAQIEBv/EACAQAAEDAgcAAAAAAAAAAAAAAAEAAhEDMQQzUXFyscH/xAAVAQEBAAAAAAAAAAAAAAAAAAABAv/EABURAQ' +
    'EAAAAAAAAAAAAAAAAAAAAR/9oADAMBAAIRAxEAPwDOtxAiHW6QdWg32OqkTHKbyPiEx//Z',
];

/** Invent a fingerprint that carries all that layouts draw: measures, squeezed frames, and a thumbnail every other column. */
export function picturedFingerprint(): Fingerprint {
  const fingerprint = syntheticFingerprint(PICTURED_COLUMNS);
  const thumbnails = Array.from({ length: PICTURED_COLUMNS / 2 }, (_, i) => ({
    column: 2 * i + 1,
    jpeg: FRAMES[i % FRAMES.length]!,
  }));
  return { ...fingerprint, columns: fingerprint.columns.map(measured), pictures: { thumbnails, squeezed: SQUEEZED } };
}

/** Measures that rise, fall and jump; of a grey frame there is no warmth. */
function measured(column: Column, i: number): Column {
  const chroma = i === 7 ? 0 : (i % 9) / 60;
  const measures = {
    lightness: 0.2 + (i % 12) / 20,
    contrast: 0.2,
    chroma,
    colorfulness: 300 * chroma,
    vivid: 0.3,
    warm: chroma === 0 ? null : ((i * 7) % 24) / 24,
    hues: [chroma, ...new Array<number>(23).fill(0)],
  };
  return { ...column, measures };
}
