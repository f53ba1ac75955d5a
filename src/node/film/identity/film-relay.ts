import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { FilmError } from '../../../core/frame/index.ts';
import { fromWire, type WireError } from '../../../core/options/index.ts';

/** A film that the relay reads from a server for a backend. */
export interface RelayedFilm {
  /** An http URL on the loopback interface, with the extension of the film's name. */
  readonly address: string;
  /** @throws {FilmError} if the relay gave up the server. */
  check(): void;
  release(): void;
}

/** A message to the relay's thread: open a film, named by its path in messages, or close one. */
export type RelayRequest =
  | { readonly kind: 'open'; readonly id: number; readonly url: string; readonly path: string }
  | { readonly kind: 'close'; readonly key: string };

/** The answer to a request to open a film. */
export type RelayAnswer = { readonly id: number } & (
  | { readonly address: string; readonly key: string }
  | { readonly failure: WireError }
);

/** A message that the relay gave up the server of a film. */
export interface RelayLoss {
  readonly key: string;
  readonly failure: WireError;
}

interface Waiting {
  resolve(answer: RelayAnswer): void;
  reject(error: unknown): void;
}

/** The relay's thread: it starts with the first film and ends with the process. */
let relay: Relay | undefined;

/**
 * Open a film on a server through this process's relay: a small http server on the loopback
 * interface, in its own thread because backends block theirs. It requests ranges, checks the
 * responses, waits and retries like {@link RemoteFile}, for all backends, which then see a correct
 * and responsive server.
 *
 * @param path the film's name in messages.
 * @param url its URL, which may be secret.
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
    this.#worker = new Worker(new URL(import.meta.resolve('#process/relay-thread')), {
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

  /** Check for a loss synchronously: a backend that reads in this thread blocks events. */
  #findLoss(key: string): WireError | undefined {
    for (let received = receiveMessageOnPort(this.#losses); received; received = receiveMessageOnPort(this.#losses)) {
      const loss: RelayLoss = received.message;
      this.#lost.set(loss.key, loss.failure);
    }
    return this.#lost.get(key);
  }
}

const toError = (failure: WireError): Error => fromWire(failure, { FilmError });
