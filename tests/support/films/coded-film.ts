import { execFileSync } from 'node:child_process';
import { createPixelSampler, type FrameSource, planDecode } from '#core/frame/index';
import { TESTED_BACKENDS } from '../reading/backends.ts';

/** Three values: codes, 0 to 1, or light. */
export type Triple = readonly [number, number, number];

/** Pixels of each patch, so that each is sampled. */
const PATCH = 8;

/**
 * Write patches side by side as a film of two frames in FFV1, which keeps codes and tags as they are.
 *
 * @param codes the three 16-bit codes of each patch, in the order of the planes of the format.
 * @param tags  FFmpeg's names.
 */
export function makeCodedFilm(
  path: string,
  codes: readonly Triple[],
  format: 'yuv444p16le' | 'yuv420p16le' | 'gbrp16le',
  tags: { readonly matrix?: string; readonly range?: string; readonly transfer?: string; readonly primaries?: string },
): string {
  const width = PATCH * codes.length;
  const planes = [0, 1, 2].map((plane) => {
    const step = plane > 0 && format === 'yuv420p16le' ? 2 : 1;
    const row = Array.from({ length: width / step }, (_, x) => codes[Math.floor((x * step) / PATCH)]![plane]!);
    return Array.from({ length: PATCH / step }, () => row).flat();
  });
  const frame = Buffer.from(Uint16Array.from(planes.flat(), (code) => Math.round(code)).buffer);
  const parameters = Object.entries({
    colorspace: tags.matrix,
    range: tags.range,
    color_trc: tags.transfer,
    color_primaries: tags.primaries,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  execFileSync(
    'ffmpeg',
    [
      ...['-nostdin', '-loglevel', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', format, '-s', `${width}x${PATCH}`],
      ...['-r', '25', '-i', 'pipe:0', '-vf', `setparams=${parameters.join(':')}`, '-c:v', 'ffv1', path],
    ],
    { input: Buffer.concat([frame, frame]) },
  );
  return path;
}

/** A backend's result for a film of patches: the sRGB codes of the middle of each, what it resolved, and its warnings. */
export async function readPatches(backend: keyof typeof TESTED_BACKENDS, path: string) {
  const source: FrameSource = await TESTED_BACKENDS[backend].open(path);
  try {
    const { info, index } = await source.survey();
    const { spans } = planDecode(index, info.track.isTimed, Float64Array.of(info.track.firstTicks));
    for await (const { picture } of source.frames(spans[0]!)) {
      const pixels = createPixelSampler()(picture!);
      const patches = Array.from({ length: info.width / PATCH }, (_, patch) => {
        const at = 3 * ((PATCH / 2) * info.width + patch * PATCH + PATCH / 2);
        return [...pixels.subarray(at, at + 3)];
      });
      return { patches, info, warnings: source.warnings };
    }
    throw new Error('no frame');
  } finally {
    source.close();
  }
}
