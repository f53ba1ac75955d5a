/**
 * The entry of the child process that draws fingerprints from other users: neither their content
 * nor their drawing time is trusted.
 */
import { parseFingerprint } from '../../../core/fingerprint/index.ts';
import { serveTasks } from '../../pool/index.ts';
import { renderOutput } from '../outputs/render.ts';
import { answerError } from './messages.ts';
import type { PanelTask, RenderAnswer, RenderTask } from './render-messages.ts';
import { renderPackedPanel } from './render-packed-panel.ts';

serveTasks(async (value): Promise<RenderAnswer> => {
  const task = value as RenderTask | PanelTask;
  try {
    if (task.kind === 'panel') return { output: await renderPackedPanel(task) };
    const { fingerprint, format, options } = task;
    return { output: await renderOutput(parseFingerprint(new TextDecoder().decode(fingerprint)), format, options) };
  } catch (error) {
    return answerError(error);
  }
});
