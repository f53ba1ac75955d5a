/**
 * The entry of the child process that draws fingerprints from other users: neither their content
 * nor their drawing time is trusted.
 */
import { parseFingerprint } from '../../../core/fingerprint/index.ts';
import { serveTasks } from '../../pool/index.ts';
import { renderOutput } from '../outputs/render.ts';
import { answerError } from './messages.ts';
import type { RenderAnswer, RenderTask } from './render-messages.ts';

serveTasks(async (task): Promise<RenderAnswer> => {
  const { fingerprint, format, options } = task as RenderTask;
  try {
    return { output: await renderOutput(parseFingerprint(new TextDecoder().decode(fingerprint)), format, options) };
  } catch (error) {
    return answerError(error);
  }
});
