import type { Measures, Swatch } from '../../fingerprint/index.ts';
import { type LabPalette, measureShotDistance, toLabPalette } from './palette-distance.ts';

/** Shots whose palettes differ by less, CIEDE2000, show one place and light. */
const SIMILAR = 6;
/** Shots that are darker, mean OKLab lightness, are black: they look alike wherever they are. */
const BLACK = 0.05;
/** Shots of one scene return within so many shots and seconds. */
const MAX_SHOTS = 8;
const MAX_SECONDS = 60;

/** What scenes depend on. */
interface SceneShot {
  readonly from: number;
  readonly to: number;
  readonly swatches: readonly Swatch[];
  readonly measures?: Measures;
}

/**
 * Group shots into scenes: neighbouring shots of one place and light. Two shots that look alike, at
 * most 8 shots and 60 s apart and not black, are of one scene, and so are all shots between them; links that
 * overlap join.
 *
 * @returns the number of each shot's scene, from 0, ascending.
 * @see Hanjalic, Lagendijk, Biemond 1999, "Automated high-level movie segmentation for advanced
 *   video-retrieval systems", IEEE Trans. Circuits Syst. Video Technol. 9(4): overlapping links.
 */
export function groupScenes(shots: readonly SceneShot[]): number[] {
  const palettes = shots.map(({ swatches, measures }) => {
    return measures !== undefined && measures.lightness < BLACK ? [] : toLabPalette(swatches);
  });
  const scenes: number[] = [];
  let scene = -1;
  let reaches = -1;
  for (let i = 0; i < shots.length; i++) {
    if (i > reaches) scene++;
    scenes.push(scene);
    reaches = Math.max(reaches, findLastSimilar(shots, palettes, i));
  }
  return scenes;
}

/** The last shot that looks like shot `i`; `i` if there is none. */
function findLastSimilar(shots: readonly SceneShot[], palettes: readonly LabPalette[], i: number): number {
  for (let j = Math.min(shots.length - 1, i + MAX_SHOTS); j > i; j--) {
    if (shots[j]!.from - shots[i]!.to > MAX_SECONDS) continue;
    if (measureShotDistance(palettes[i]!, palettes[j]!) < SIMILAR) return j;
  }
  return i;
}
