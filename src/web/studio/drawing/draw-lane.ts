import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import type { DrawAnswer, DrawCommand, Drawing } from './messages.ts';

interface Request {
  readonly command: DrawCommand & { readonly kind: 'draw' };
  readonly isPatient: boolean;
  readonly answer: (answer: DrawAnswer) => void;
}

/** A drawing worker and the requests that wait for it. It starts with the first fingerprint. */
export class DrawLane {
  #worker: Worker | undefined;
  #lastKey = 0;
  readonly #keys = new WeakMap<Fingerprint, number>();
  /** The worker gets one at a time, so that a request overtakes patient ones made before it. */
  readonly #waiting: Request[] = [];
  #current: Request | undefined;

  /**
   * Draw, after the requests that wait.
   *
   * @param isPatient whether it waits for requests made after it, too.
   */
  async draw(
    fingerprints: readonly [Fingerprint, ...Fingerprint[]],
    drawing: Drawing,
    isPatient: boolean,
  ): Promise<Exclude<DrawAnswer, { isGone: true }>> {
    const [first, ...rest] = fingerprints;
    const keys = [this.keep(first), ...rest.map((fingerprint) => this.keep(fingerprint))] as const;
    const settled = await new Promise<DrawAnswer>((answer) => {
      this.#waiting.push({ command: { kind: 'draw', keys, drawing }, isPatient, answer });
      this.#sendNext();
    });
    if (!('isGone' in settled)) return settled;
    for (const fingerprint of fingerprints) this.#keys.delete(fingerprint);
    return this.draw(fingerprints, drawing, isPatient);
  }

  /** Send a fingerprint to the worker, unless it has it. @returns its name there. */
  keep(fingerprint: Fingerprint): number {
    let key = this.#keys.get(fingerprint);
    if (key === undefined) {
      key = ++this.#lastKey;
      this.#keys.set(fingerprint, key);
      this.#send({ kind: 'keep', key, fingerprint });
    }
    return key;
  }

  #sendNext(): void {
    if (this.#current !== undefined) return;
    const first = this.#waiting.findIndex(({ isPatient }) => !isPatient);
    [this.#current] = this.#waiting.splice(Math.max(0, first), 1);
    if (this.#current !== undefined) this.#send(this.#current.command);
  }

  #send(command: DrawCommand): void {
    if (this.#worker === undefined) {
      this.#worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { type: 'module' });
      this.#worker.onmessage = ({ data }: MessageEvent<DrawAnswer>) => {
        const { answer } = this.#current!;
        this.#current = undefined;
        this.#sendNext();
        answer(data);
      };
    }
    this.#worker.postMessage(command);
  }
}
