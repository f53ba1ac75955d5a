import { makeWithFfmpeg } from './ffmpeg-film.ts';

/** One video track of one colour. */
export interface TrackRecipe {
  /** FFmpeg's name of a colour. */
  readonly color: string;
  readonly size: string;
  /** Seconds at 25 frames a second; 0.04 is one frame. */
  readonly seconds: number;
  readonly encoder?: string;
  readonly disposition?: string;
  /** Frequency of a sound track that belongs to it, Hz; 0 is silence. */
  readonly hertz?: number;
}

/** Make a film of several video tracks with FFmpeg. In a transport stream each track is a program, with its sound. */
export function makeTracks(path: string, tracks: readonly TrackRecipe[]): string {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const programs: string[] = [];
  let streams = 0;
  for (const [i, { color, size, seconds, encoder = 'mpeg2video', disposition = '0', hertz }] of tracks.entries()) {
    inputs.push('-f', 'lavfi', '-i', `color=${color}:s=${size}:r=25:d=${seconds}`);
    outputs.push('-map', `${streams}`, `-c:v:${i}`, encoder, `-disposition:v:${i}`, disposition);
    if (encoder === 'mjpeg') outputs.push(`-pix_fmt:v:${i}`, 'yuvj420p');
    programs.push('-program', `program_num=${i + 1}:st=${streams++}${hertz === undefined ? '' : `:st=${streams}`}`);
    if (hertz === undefined) continue;
    inputs.push('-f', 'lavfi', '-i', hertz === 0 ? `anullsrc=d=${seconds}` : `sine=${hertz}:d=${seconds}`);
    outputs.push('-map', `${streams++}`);
  }
  const isTransport = path.endsWith('.ts');
  const rest = ['-bitexact', '-c:a', 'mp2', ...(isTransport ? programs : [])];
  return makeWithFfmpeg(path, [...inputs, ...outputs, ...rest]);
}
