import {
  checkOutput,
  checkPictureOptions,
  checkWritable,
  type Fingerprint,
  FONT_NAMES,
  identifyOutput,
  isDataFormat,
  type LocalRenderer,
  outputFormat,
  type PictureOptions,
  renderOutput,
  serializeFingerprint,
  writeWhole,
} from '../../app/internal.ts';
import type { FilmJob, FilmJobResult } from '../jobs/jobs.ts';
import type { PathPolicy } from './path-policy.ts';

/** Replace the path of a font file by its path on this machine. */
async function locateFont(drawing: PictureOptions, paths: PathPolicy): Promise<PictureOptions> {
  const { font } = drawing;
  if (font === undefined || (FONT_NAMES as readonly string[]).includes(font)) return drawing;
  return { ...drawing, font: await paths.locateInput(font) };
}

/**
 * Check that all outputs of a film can be written, before the film is read.
 *
 * @throws {OptionError} for picture options out of range.
 * @throws {QueueError | RenderError | WriteError}
 */
export async function checkOutputs({ outputs, drawing, options }: FilmJob, paths: PathPolicy): Promise<void> {
  const located = await locateFont(drawing, paths);
  checkPictureOptions(located, options.clusters ?? 'auto');
  for (const output of outputs) {
    const path = await paths.locateOutput(output);
    checkOutput(path, located);
    await checkWritable(path);
  }
}

/**
 * Write a film's outputs, each whole or not at all. A child process draws them, so that this one
 * can renew its lock in Redis.
 *
 * @throws {RenderError | WriteError}
 */
export async function writeOutputs(
  fingerprint: Fingerprint,
  { outputs, drawing }: FilmJob,
  paths: PathPolicy,
  renderer: LocalRenderer,
): Promise<FilmJobResult> {
  const located = await locateFont(drawing, paths);
  const text = new TextEncoder().encode(serializeFingerprint(fingerprint));
  const written: { path: string; identity: string }[] = [];
  const allWarnings = new Set<string>();
  for (const output of outputs) {
    const path = await paths.locateOutput(output);
    const format = outputFormat(path);
    const { content, warnings } = isDataFormat(format)
      ? await renderOutput(fingerprint, format, {})
      : await renderer.render(text, format, located);
    for (const warning of warnings) allWarnings.add(warning);
    await writeWhole(path, content);
    written.push({ path: output, identity: (await identifyOutput(path)) ?? '' });
  }
  return { outputs: written, warnings: [...allWarnings] };
}
