/** The entry of the child process that draws fingerprints which somebody sent: what is in them is not trusted, and neither is how long it takes. */
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
