import { statSync } from 'node:fs';
import type { FrameSource, SoundSource } from '../../../core/frame/index.ts';
import { isStale, openFilmSource, openLibavSound, type ReaderOptions } from '../../film/index.ts';
import type { SoundTask } from './span-runner.ts';

/** A reader that stays open between tasks. */
interface OpenReader<T> {
  readonly path: string;
  readonly file: string;
  readonly source: T;
  readonly since: number;
  /** What the reader was opened with. */
  key: string;
}

/**
 * The readers of one process: those of the last task stay open, because spans of one film come one
 * after another, and opening costs a seek. Pictures and sound have a reader each.
 */
export class OpenReaders {
  #film: OpenReader<FrameSource> | undefined;
  #sound: OpenReader<SoundSource> | undefined;

  async openFilm(path: string, reader: ReaderOptions): Promise<FrameSource> {
    const file = describeFile(path);
    const key = keyOf(reader);
    if (isCurrent(this.#film, path, file, key)) return this.#film.source;
    this.closeFilm();
    const since = performance.now();
    this.#film = { path, file, source: await openFilmSource(path, reader), since, key };
    return this.#film.source;
  }

  /** Use the open film for these options too: the options of the reader that it chose. */
  renameFilm(reader: ReaderOptions): void {
    if (this.#film !== undefined) this.#film.key = keyOf(reader);
  }

  async openSound({ path, video, origin, shifts }: SoundTask): Promise<SoundSource> {
    const file = describeFile(path);
    const key = JSON.stringify([video, origin, shifts]);
    if (isCurrent(this.#sound, path, file, key)) return this.#sound.source;
    this.closeSound();
    const since = performance.now();
    const source = await openLibavSound(path, { origin, shifts }, video);
    this.#sound = { path, file, source, since, key };
    return source;
  }

  closeFilm(): void {
    const closing = this.#film;
    this.#film = undefined;
    closing?.source.close();
  }

  closeSound(): void {
    const closing = this.#sound;
    this.#sound = undefined;
    closing?.source.close();
  }
}

function isCurrent<T>(open: OpenReader<T> | undefined, path: string, file: string, key: string): open is OpenReader<T> {
  const isSame = open?.path === path && open.file === file && open.key === key;
  return isSame && !isStale(path, performance.now() - open.since);
}

const keyOf = (reader: ReaderOptions): string => JSON.stringify(Object.entries(reader).sort());

/**
 * Describe a local file, so that a film is opened again after its file was replaced. Empty where
 * that is unknown: opening the film then reports why.
 */
function describeFile(path: string): string {
  try {
    const { dev, ino, size, mtimeNs } = statSync(path, { bigint: true });
    return `${dev} ${ino} ${size} ${mtimeNs}`;
  } catch {
    return '';
  }
}
