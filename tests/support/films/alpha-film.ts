import { makeWithFfmpeg } from './ffmpeg-film.ts';

/**
 * Make a WebM film of VP8 or VP9 with alpha: red, opaque on the left, about half opaque on the right (128 of 255).
 *
 * @param encoder `libvpx` or `libvpx-vp9`.
 */
export function makeAlphaFilm(path: string, encoder: string, size: string = '64x48'): string {
  const [width, height] = size.split('x').map(Number);
  const color = `color=red:s=${width}x${height}:r=25:d=0.4`;
  const alpha = `color=white:s=${width! / 2}x${height}:r=25:d=0.4,format=gray,pad=w=${width}:color=black,lut=y='if(gt(val,128),255,128)'`;
  return makeWithFfmpeg(path, [
    ...['-f', 'lavfi', '-i', color, '-f', 'lavfi', '-i', alpha, '-filter_complex', '[0][1]alphamerge'],
    ...['-c:v', encoder, '-pix_fmt', 'yuva420p', '-auto-alt-ref', '0', '-g', '5', '-b:v', '1M', '-f', 'webm'],
  ]);
}
