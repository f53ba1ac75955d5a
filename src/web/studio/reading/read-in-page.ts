import { startReading } from '../../reader/start-reading.ts';
import type { FilmEvent } from '../../reader/workers/messages.ts';
import { type Item, labelFilm, showFingerprint } from '../state/item.ts';
import { StripState } from '../state/strip-state.ts';
import { pageQueue } from './film-queue.ts';
import { leaveCore } from './leave-core.ts';

/** As on the command line: one column per pixel of a poster 3,600 pixels wide. */
const SAMPLES = 3600;

/** Why a film could not be read. */
export type FilmFailure = Pick<FilmEvent & { kind: 'failed' }, 'code' | 'message'>;

/** What follows the reading of a film. Both are called with `end`, which lets the next film be read. */
export interface AfterReading {
  onDone(end: () => void): void;
  onFail(failure: FilmFailure, end: () => void): void;
}

/**
 * Read a film in the page, with workers. A film that is stopped keeps its worker, so that it can
 * resume: it waits for its turn again.
 *
 * @param hasShots whether shots are detected.
 * @param end lets the next film be read; called when reading stops, or by `after`.
 */
export function readInPage(
  item: Item,
  file: File,
  hasShots: boolean,
  end: () => void,
  { onDone, onFail }: AfterReading,
): void {
  /** Lets the next film be read; does nothing while this film is stopped. */
  let endTurn = end;
  const close = () => {
    item.work = null;
    endLeaving();
  };
  const fail = (failure: FilmFailure) => {
    close();
    item.progress.value = null;
    item.problem.value = failure.message;
    item.state.value = 'failed';
    onFail(failure, endTurn);
  };
  const reading = startReading(file, { samples: SAMPLES, hasShots }, (data) => {
    switch (data.kind) {
      case 'surveyed':
        // A restored film keeps the columns that it has.
        if (item.strip.peek()?.times.length !== data.times.length) {
          item.strip.value = new StripState(data.times, data.head.film.durationSeconds);
        }
        item.head.value = data.head;
        item.title.value = labelFilm(data.head.film.title, file.name);
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
        close();
        showFingerprint(item, data.fingerprint);
        item.warnings.value = data.warnings;
        onDone(endTurn);
        break;
      case 'failed':
        fail(data);
        break;
    }
  });
  const endLeaving = leaveCore(reading);
  const release = () => {
    endLeaving();
    reading.stop();
  };
  const run = () => {
    item.work = {
      pause() {
        reading.pause();
        item.state.value = 'paused';
      },
      resume() {
        reading.resume();
        item.state.value = 'reading';
      },
      stop() {
        reading.pause();
        item.work = { pause: null, resume: waitForTurn, stop() {}, release };
        item.state.value = 'canceled';
        const endStopped = endTurn;
        endTurn = () => {};
        endStopped();
      },
    };
    item.state.value = 'reading';
  };
  const waitForTurn = () => {
    const continueReading = (end: () => void) => {
      endTurn = end;
      reading.resume();
      run();
    };
    pageQueue.add(item, continueReading, true);
  };
  run();
}
