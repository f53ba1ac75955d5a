import { RenderError } from '../../../core/poster/index.ts';
import { createPool, type Pool, PoolError } from '../../pool/index.ts';
import type { PanelFormat, PanelPictureOptions } from '../outputs/panel.ts';
import type { PictureOptions } from '../outputs/picture-options.ts';
import type { Output, OutputFormat } from '../outputs/render.ts';
import { errorOfAnswer } from './error-of-answer.ts';
import type { PanelLimits, PanelTask, RenderAnswer, RenderTask } from './render-messages.ts';

/** Draws fingerprints from other users in a process of its own. */
export interface LocalRenderer {
  /**
   * Check a fingerprint and render it as a picture or as data. Calls run one after another.
   *
   * @param fingerprint JSON, UTF-8. Not modified.
   * @throws {FormatError} for bytes that are not a fingerprint.
   * @throws {OptionError} for a wrong picture option.
   * @throws {RenderError} also `too-slow` and `crashed`.
   * @throws {PoolError} `closed`, if the renderer was closed.
   */
  render(fingerprint: Uint8Array, format: OutputFormat, options: PictureOptions): Promise<Output>;
  /**
   * Draw fingerprints as one panel. Errors as of `render`.
   *
   * @param fingerprints the JSON of each, UTF-8, followed by the separator; compressed with gzip.
   */
  renderPanel(
    fingerprints: Uint8Array,
    limits: PanelLimits,
    format: PanelFormat,
    options: PanelPictureOptions,
  ): Promise<Output>;
  /** Number of calls that have not finished. */
  readonly pending: number;
  /** Stop at once and reject unfinished calls. */
  close(): void;
}

/**
 * Create a renderer that draws in a child process. The process can be stopped at any time, and its
 * crash ends no other process. It starts with the first drawing.
 *
 * @param seconds maximum time of one drawing.
 */
export function createLocalRenderer(seconds: number): LocalRenderer {
  let pool: Pool | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let pending = 0;
  let isClosed = false;

  const stop = () => {
    pool?.close();
    pool = undefined;
  };

  async function run(task: RenderTask | PanelTask): Promise<Output> {
    if (isClosed) throw new PoolError('closed', 'the renderer is closed');
    pool ??= createPool({ entry: new URL(import.meta.resolve('#process/render-worker')), size: 1 });
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      stop();
    }, 1000 * seconds);
    try {
      const answer = (await pool.run(task)) as RenderAnswer;
      if ('failure' in answer) throw errorOfAnswer(answer.failure);
      return answer.output;
    } catch (error) {
      if (isLate) throw new RenderError('too-slow', `drawing took longer than ${seconds} s`, { cause: error });
      if (!(error instanceof PoolError) || error.code === 'closed') throw error;
      throw new RenderError('crashed', `the process that draws ended; ${error.message}`, { cause: error });
    } finally {
      clearTimeout(limit);
    }
  }

  async function runInTurn(task: RenderTask | PanelTask): Promise<Output> {
    pending++;
    const mine = last.then(() => run(task));
    last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      pending--;
    }
  }

  return {
    render: (fingerprint, format, options) => runInTurn({ kind: 'film', fingerprint, format, options }),
    renderPanel: (fingerprints, limits, format, options) =>
      runInTurn({ kind: 'panel', fingerprints, limits, format, options }),
    get pending() {
      return pending;
    },
    close() {
      isClosed = true;
      stop();
    },
  };
}
