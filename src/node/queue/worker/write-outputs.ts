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
} from '../../app/index.ts';
import type { FilmJob, FilmJobResult } from '../jobs/jobs.ts';
import type { Reach } from './path-policy.ts';

/** Options to draw by, on this machine: a font that is a file is found here. */
async function locateDrawing(drawing: PictureOptions, reach: Reach): Promise<PictureOptions> {
  const { font } = drawing;
  if (font === undefined || (FONT_NAMES as readonly string[]).includes(font)) return drawing;
  return { ...drawing, font: await reach.locateInput(font) };
}

/**
 * Check that all outputs of a film could be written, before any work.
 *
 * @throws {OptionError} for picture options out of range.
 * @throws {QueueError | RenderError | WriteError}
 */
export async function checkOutputs({ outputs, drawing, options }: FilmJob, reach: Reach): Promise<void> {
  const located = await locateDrawing(drawing, reach);
  checkPictureOptions(located, options.clusters ?? 'auto');
  for (const output of outputs) {
    const path = await reach.locateOutput(output);
    checkOutput(path, located);
    await checkWritable(path);
  }
}

/**
 * Write a film's outputs, each whole or not at all. They are drawn in a child process, so that this one goes on telling Redis that it is alive.
 *
 * @throws {RenderError | WriteError}
 */
export async function writeOutputs(
  fingerprint: Fingerprint,
  { outputs, drawing }: FilmJob,
  reach: Reach,
  renderer: LocalRenderer,
): Promise<FilmJobResult> {
  const located = await locateDrawing(drawing, reach);
  const text = new TextEncoder().encode(serializeFingerprint(fingerprint));
  const written: { path: string; identity: string }[] = [];
  const told = new Set<string>();
  for (const output of outputs) {
    const path = await reach.locateOutput(output);
    const format = outputFormat(path);
    const { content, warnings } = isDataFormat(format)
      ? await renderOutput(fingerprint, format, {})
      : await renderer.render(text, format, located);
    for (const warning of warnings) told.add(warning);
    await writeWhole(path, content);
    written.push({ path: output, identity: (await identifyOutput(path)) ?? '' });
  }
  return { outputs: written, warnings: [...told] };
}
