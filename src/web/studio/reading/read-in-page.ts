import type { FilmCommand, FilmEvent } from '../../reader/workers/messages.ts';
import { type Item, showFingerprint } from '../state/item.ts';
import { StripState } from '../state/strip-state.ts';

/** As on the command line: one column per pixel of a poster 3,600 pixels wide. */
const SAMPLES = 3600;

/** A decoder already uses several threads. */
const MAX_WORKERS = 4;

/** Why a film could not be read. */
export type FilmFailure = Pick<FilmEvent & { kind: 'failed' }, 'code' | 'message'>;

/**
 * Read a film in the page, with workers.
 *
 * @param hasShots whether shots are detected.
 * @param onEnd called once, when reading is complete, has failed (with the reason) or was stopped.
 */
export function readInPage(
  item: Item,
  file: File,
  hasShots: boolean,
  onEnd: (failure: FilmFailure | null) => void,
): void {
  const worker = new Worker(new URL('../../reader/workers/film-worker.ts', import.meta.url), { type: 'module' });
  const send = (command: FilmCommand) => worker.postMessage(command);
  const end = (failure: FilmFailure | null = null) => {
    worker.terminate();
    item.work = null;
    onEnd(failure);
  };
  const fail = (failure: FilmFailure) => {
    item.progress.value = null;
    item.problem.value = failure.message;
    item.state.value = 'failed';
    end(failure);
  };
  worker.onmessage = ({ data }: MessageEvent<FilmEvent>) => {
    switch (data.kind) {
      case 'surveyed':
        item.strip.value = new StripState(data.times, data.head.film.durationSeconds);
        item.head.value = data.head;
        item.title.value = data.head.film.title;
        break;
      case 'columns': {
        const strip = item.strip.value!;
        for (const { column, slot } of data.columns) {
          if (slot === null) strip.putDraft(column);
          else strip.putExact(slot, column);
        }
        item.version.value++;
        break;
      }
      case 'sounds':
        for (const [i, sound] of data.sounds.entries()) item.sounds[data.first + i] = sound;
        break;
      case 'thumbnail':
        item.thumbnails.push({ seconds: data.seconds, url: URL.createObjectURL(data.jpeg) });
        break;
      case 'progress':
        item.progress.value = data;
        break;
      case 'done':
        showFingerprint(item, data.fingerprint);
        item.warnings.value = data.warnings;
        end();
        break;
      case 'failed':
        fail(data);
        break;
    }
  };
  worker.onerror = () => fail({ code: 'internal', message: 'The film could not be read: its worker crashed.' });
  // One core is left for the page.
  const workers = Math.max(1, Math.min(MAX_WORKERS, navigator.hardwareConcurrency - 1));
  send({ kind: 'read', file, samples: SAMPLES, workers, hasShots });
  item.state.value = 'reading';
  item.work = {
    pause() {
      send({ kind: 'pause' });
      item.state.value = 'paused';
    },
    resume() {
      send({ kind: 'resume' });
      item.state.value = 'reading';
    },
    stop() {
      item.state.value = 'canceled';
      end();
    },
  };
}
