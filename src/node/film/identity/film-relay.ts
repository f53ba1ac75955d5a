import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { FilmError } from '../../../core/frame/index.ts';
import { fromWire, type WireError } from '../../../core/options/index.ts';

/** A film that the relay reads from a server and gives to a backend. */
export interface RelayedFilm {
  /** An http address on the loopback, whose last part ends as the film's name does. */
  readonly address: string;
  /** @throws {FilmError} if the server was given up. */
  check(): void;
  release(): void;
}

/** A request to the relay's thread: to open a film, which messages call by its path, or to forget one. */
export type RelayRequest =
  | { readonly kind: 'open'; readonly id: number; readonly url: string; readonly path: string }
  | { readonly kind: 'close'; readonly key: string };

/** The answer to a request to open a film. */
export type RelayAnswer = { readonly id: number } & (
  | { readonly address: string; readonly key: string }
  | { readonly failure: WireError }
);

/** Tells that the server of a film was given up. */
export interface RelayLoss {
  readonly key: string;
  readonly failure: WireError;
}

interface Waiting {
  resolve(answer: RelayAnswer): void;
  reject(error: unknown): void;
}

/** The thread, which starts with the first film and ends with the process. */
let relay: Relay | undefined;

/**
 * Have a film on a server read by this process's relay: a small http server on the loopback, in a thread of its own since backends block theirs. It asks the film's server for
 * ranges, checks the answers, waits and tries again as {@link RemoteFile} does, the same for all backends; these see a server that never lies or hangs.
 *
 * @param path what messages call the film.
 * @param url where it is; may be a secret.
 * @throws {FilmError} `not-found`, `unreadable`.
 */
export async function relayFilm(path: string, url: string): Promise<RelayedFilm> {
  relay ??= new Relay();
  return relay.open(path, url);
}

class Relay {
  readonly #worker: Worker;
  readonly #losses: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  readonly #lost = new Map<string, WireError>();
  #opened = 0;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#losses = port1;
    this.#worker = new Worker(new URL('./relay-thread.js', import.meta.url), {
      workerData: port2,
      transferList: [port2],
    });
    this.#worker.on('message', (answer: RelayAnswer) => this.#settle(answer.id)?.resolve(answer));
    this.#worker.on('error', (error) => {
      relay = undefined;
      for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(error);
    });
    this.#worker.unref();
  }

  async open(path: string, url: string): Promise<RelayedFilm> {
    const id = this.#opened++;
    const answer = await new Promise<RelayAnswer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref();
      this.#send({ kind: 'open', id, url, path });
    });
    if ('failure' in answer) throw toError(answer.failure);
    const { address, key } = answer;
    return {
      address,
      check: () => {
        const failure = this.#findLoss(key);
        if (failure !== undefined) throw toError(failure);
      },
      release: () => {
        this.#lost.delete(key);
        this.#send({ kind: 'close', key });
      },
    };
  }

  #send(request: RelayRequest): void {
    this.#worker.postMessage(request);
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    return waiting;
  }

  /** Look for a loss at once: a backend that reads in this thread lets no event through. */
  #findLoss(key: string): WireError | undefined {
    for (let received = receiveMessageOnPort(this.#losses); received; received = receiveMessageOnPort(this.#losses)) {
      const loss: RelayLoss = received.message;
      this.#lost.set(loss.key, loss.failure);
    }
    return this.#lost.get(key);
  }
}

const toError = (failure: WireError): Error => fromWire(failure, { FilmError });
