/**
 * Compare the colours found in film frames with those that a viewer named, and with the pixels.
 *
 * Prints each measure (`support/score-colors.ts` defines them) for the frames that constants were tuned on, for those held out, and for all.
 */
import { createPaletteExtractor, measurePresence, rankByPresence } from '#core/cluster/index';
import { countCells, createPixelSampler } from '#core/frame/index';
import { NAMED_FRAMES, type NamedFrame, readNamedFrames } from './support/named-frames.ts';
import { averageScores, type ColorScore, type FoundColors, scoreColors } from './support/score-colors.ts';

/** Colours shown by default. */
const TOP = 5;

const samplePixels = createPixelSampler();
const extractPalette = createPaletteExtractor();

/** Find the colours of a frame as `chromatheque palette` does. */
function findColors({ picture }: NamedFrame): FoundColors {
  const palette = extractPalette(samplePixels(picture), countCells(picture).across);
  const ranked = rankByPresence(measurePresence(palette));
  const top = Uint8Array.from(ranked.slice(0, TOP).flatMap((i) => [...palette.colors.subarray(3 * i, 3 * i + 3)]));
  return { swatches: palette.colors, top };
}

const DIGITS: Readonly<Record<keyof ColorScore, number>> = {
  named: 3,
  recall: 3,
  recallTop: 3,
  first: 3,
  mud: 3,
  distortion: 2,
  far: 3,
  vividFar: 3,
  chroma: 3,
  n: 1,
};
const MEASURES = Object.keys(DIGITS) as (keyof ColorScore)[];

function printRow(name: string, score: ColorScore): void {
  const cells = MEASURES.map((measure) => (score[measure]?.toFixed(DIGITS[measure]) ?? '-').padStart(11));
  console.log(name.padEnd(24) + cells.join(''));
}

const frames = await readNamedFrames();
if (frames.length === 0) console.log(`colors: skipped, the labelled frames are not at hand: ${NAMED_FRAMES}`);
else {
  const scores = frames.map((frame) => scoreColors(frame, findColors(frame)));
  console.log(''.padEnd(24) + MEASURES.map((measure) => measure.padStart(11)).join(''));
  for (const [i, { name, isHeldOut }] of frames.entries())
    printRow(`${name}${isHeldOut ? ' (held out)' : ''}`, scores[i]!);
  printRow('tuned on', averageScores(scores.filter((_, i) => !frames[i]!.isHeldOut)));
  printRow('held out', averageScores(scores.filter((_, i) => frames[i]!.isHeldOut)));
  printRow('all', averageScores(scores));
}
