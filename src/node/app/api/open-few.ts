import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { PALETTE_SAMPLES } from '../outputs/palette-options.ts';
import type { PaletteWork } from '../sample-few.ts';
import type { CallOptions } from './call-options.ts';
import { type FilmInput, openFilmInput } from './film-input.ts';
import { sampleInput } from './fingerprint.ts';
import { openCall, withRunner } from './with-runner.ts';

/** What a call that needs few frames makes of its input. */
export interface FewReader<Result> {
  /** Makes the result of a fingerprint, with the warnings about its film. */
  readonly ofFilm: (film: Fingerprint, warnings: readonly string[]) => Result;
  /** Reads a file: a film, a fingerprint or a still. */
  readonly ofFile: (path: string, work: PaletteWork) => Promise<Result>;
}

/** Open the input of `palette` and `describe`: a fingerprint that was read, an open film, or a file. */
export async function openFew<Result>(
  input: FilmInput | Fingerprint,
  samples: number | undefined,
  call: CallOptions,
  { ofFilm, ofFile }: FewReader<Result>,
): Promise<Result> {
  call.signal?.throwIfAborted();
  if (isFingerprint(input)) return ofFilm(input, []);
  if (typeof input === 'object' && 'source' in input) {
    const few = { samples: samples ?? PALETTE_SAMPLES, pictures: false };
    const { fingerprint, warnings } = await sampleInput(input, { ...call, ...few });
    return ofFilm(fingerprint, warnings);
  }
  const { path, close } = await openFilmInput(input);
  try {
    const { signal, onEvent } = openCall(call);
    return await withRunner({ runner: call.runner, signal }, null, (getRunner) => ofFile(path, { getRunner, onEvent }));
  } finally {
    await close();
  }
}

/** Whether an input is a fingerprint that was read. */
const isFingerprint = (input: FilmInput | Fingerprint): input is Fingerprint =>
  typeof input === 'object' && input !== null && 'columns' in input;
