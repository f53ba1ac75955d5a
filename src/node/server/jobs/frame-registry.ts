import { setTimeout as sleep } from 'node:timers/promises';
import {
  createFrameReader,
  createLocalRunner,
  type FrameReader,
  type GlimpsePlace,
  type PreviewRunner,
} from '../../app/internal.ts';
import { RequestError } from '../http/request-error.ts';
import { confirmShelfFile, type ShelfFile } from '../shelf/shelf-file.ts';
import { createSpare } from './spare.ts';

/** Films whose frames are read at the same time, each in a process of its own. */
const MAX_FILMS = 2;
/** Requests that may wait. A page sends one at a time. */
const MAX_WAITING = 16;

/** How long a job waits for frames, milliseconds: a film on slow storage takes longer. */
const FIRST_MS = 1000;

/** Limits of reading frames, seconds. */
export interface FrameLimits {
  /** Maximum time of one frame. */
  readonly frameSeconds: number;
  /** After how much time without a request the process of a film ends. */
  readonly idleSeconds: number;
}

/** Reads frames of films for the page. */
export interface FrameRegistry {
  /**
   * Read a frame as a JPEG file.
   *
   * @throws {RequestError} `busy`, `too-slow`, `closing`; `not-found` if the file was replaced.
   * @throws {FilmError}
   */
  read(file: ShelfFile, at: GlimpsePlace): Promise<Uint8Array>;
  /** Resolves when the frames that are being read are answered, or after a second. Never rejects. */
  settle(): Promise<void>;
  /** Start a process for the next film, if there is none. */
  prepare(): void;
  /** End all processes and refuse new requests. */
  close(): void;
}

interface OpenFilm {
  readonly runner: PreviewRunner;
  readonly reader: FrameReader;
  /** Resolves when the last request is answered. */
  last: Promise<unknown>;
  waiting: number;
  idle: NodeJS.Timeout | undefined;
}

export function createFrameRegistry({ frameSeconds, idleSeconds }: FrameLimits): FrameRegistry {
  /** By device and inode, the one that was used last at the end. */
  const films = new Map<string, OpenFilm>();
  /** For the next film. */
  const spare = createSpare(() => createLocalRunner({ jobs: 1 }), idleSeconds);
  let waiting = 0;
  let isClosed = false;

  function end(key: string, film: OpenFilm): void {
    clearTimeout(film.idle);
    film.runner.close();
    if (films.get(key) === film) films.delete(key);
  }

  /** Keep the process of a film that waits for nothing for the next film. */
  function retire(key: string, film: OpenFilm): void {
    clearTimeout(film.idle);
    films.delete(key);
    spare.giveBack(film.runner);
  }

  /** Open a film, when the process of another one can be had for it. */
  async function open(key: string, path: string): Promise<OpenFilm> {
    while (!films.has(key) && films.size >= MAX_FILMS) {
      const unused = [...films].find(([, film]) => film.waiting === 0);
      if (unused !== undefined) retire(...unused);
      else await Promise.race([...films.values()].map(({ last }) => last));
    }
    if (isClosed) throw closing();
    const film = films.get(key) ?? startFilm(path, spare.take());
    films.delete(key);
    films.set(key, film);
    return film;
  }

  async function readWithin(key: string, film: OpenFilm, file: ShelfFile, at: GlimpsePlace): Promise<Uint8Array> {
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      end(key, film);
    }, 1000 * frameSeconds);
    try {
      const jpeg = await film.reader.read(at);
      await confirmShelfFile(file);
      return jpeg;
    } catch (cause) {
      if (!isLate) throw cause;
      throw new RequestError('too-slow', `${file.name}: reading a frame took longer than ${frameSeconds} s`, { cause });
    } finally {
      clearTimeout(limit);
    }
  }

  /** Requests for one film are answered one after another. */
  async function readInTurn(file: ShelfFile, at: GlimpsePlace): Promise<Uint8Array> {
    const key = `${file.path}\n${file.device}:${file.inode}`;
    const film = await open(key, file.path);
    film.waiting++;
    clearTimeout(film.idle);
    const mine = film.last.then(() => readWithin(key, film, file, at));
    film.last = mine.then(
      () => {},
      () => {},
    );
    try {
      return await mine;
    } finally {
      film.waiting--;
      if (film.waiting === 0) {
        film.idle = setTimeout(() => end(key, film), 1000 * idleSeconds);
        film.idle.unref();
      }
    }
  }

  return {
    async read(file, at) {
      if (isClosed) throw closing();
      if (waiting >= MAX_WAITING) throw new RequestError('busy', 'many frames are being read; try again in a moment');
      waiting++;
      try {
        return await readInTurn(file, at);
      } finally {
        waiting--;
      }
    },
    async settle() {
      const answered = new AbortController();
      const limit = sleep(FIRST_MS, undefined, { signal: answered.signal }).catch(() => {});
      await Promise.race([limit, Promise.all([...films.values()].map(({ last }) => last))]);
      answered.abort();
    },
    prepare() {
      if (!isClosed && films.size < MAX_FILMS) spare.prepare();
    },
    close() {
      isClosed = true;
      spare.close();
      for (const [key, film] of [...films]) end(key, film);
    },
  };
}

const closing = () => new RequestError('closing', 'the server is stopping');

function startFilm(path: string, runner: PreviewRunner): OpenFilm {
  const reader = createFrameReader(path, runner);
  return { runner, reader, last: Promise.resolve(), waiting: 0, idle: undefined };
}
