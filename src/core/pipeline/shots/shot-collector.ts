import { MAX_SHOT_THUMBNAILS, roundNumber, type Shot, type ShotThumbnail } from '../../fingerprint/index.ts';
import { type FilmInfo, findLastTime } from '../../frame/index.ts';
import {
  findTransitions,
  joinSignals,
  listShots,
  type ShotFrame,
  type ShotSignal,
  scoreFrames,
} from '../../shots/index.ts';
import { toBase64 } from '../../text/index.ts';
import type { FrameColors } from '../frame-colors.ts';
import { secondsAt } from '../sample-plan.ts';
import { encodePicture, type PictureEncoder } from '../thumbnail-collector.ts';
import type { ShotPlan } from './shot-plan.ts';
import type { SpanShots } from './shot-sampler.ts';

/** The shots of a film, and the pictures of the longest of them. */
export interface FilmShots {
  readonly shots: readonly Shot[];
  /** Absent without pictures. */
  readonly thumbnails?: readonly ShotThumbnail[];
}

/** Collects what spans know of a film's shots, in any order. */
export interface ShotCollector {
  /** Put a frame whose colours may be part of its shot's. */
  putFrame(frame: FrameColors): void;
  putSpans(spans: readonly SpanShots[]): void;
  /** Detect the shots. */
  finish(): Promise<FilmShots>;
}

/**
 * Create a collector for a film.
 *
 * @param encoder null without pictures.
 */
export function createShotCollector(info: FilmInfo, plan: ShotPlan, encoder: PictureEncoder | null): ShotCollector {
  const frames = new Map<number, ShotFrame>();
  const signals: ShotSignal[] = [];
  const candidates = new Map<number, Promise<Uint8Array>>();
  const numberOf = (wanted: number) => findLastTime(plan.frames, wanted);
  return {
    putFrame({ wanted, pts, swatches, measures, isShotFrame }) {
      if (!isShotFrame || Number.isNaN(pts)) return;
      const frame = numberOf(wanted);
      frames.set(frame, { frame, time: roundNumber(secondsAt(info, pts)), swatches, ...(measures && { measures }) });
    },
    putSpans(spans) {
      for (const span of spans) {
        signals.push(span.signal);
        for (const { wanted, thumbnail } of span.candidates) {
          if (encoder === null) continue;
          const jpeg = encodePicture(thumbnail, encoder);
          // A failure is reported by `finish`, which awaits it.
          jpeg.catch(() => {});
          candidates.set(numberOf(wanted), jpeg);
        }
      }
    },
    async finish() {
      const { times, features } = joinSignals(signals);
      const transitions = findTransitions(features, scoreFrames(features)).map(({ kind, fromFrame, toFrame }) => ({
        kind,
        fromFrame: numberOf(times[fromFrame]!),
        toFrame: numberOf(times[toFrame]!),
      }));
      const film = {
        times: plan.frames.map((ticks) => secondsAt(info, ticks)),
        first: plan.first,
        end: plan.end,
        endSeconds: secondsAt(info, plan.endTicks),
      };
      const ordered = [...frames.values()].sort((one, other) => one.frame - other.frame);
      const shots = listShots(film, transitions, ordered, (frame) => candidates.has(frame));
      if (encoder === null) return { shots };
      return { shots, thumbnails: await chooseThumbnails(shots, ordered, candidates) };
    },
  };
}

/** The thumbnails of the longest shots, in the order of shots. */
async function chooseThumbnails(
  shots: readonly Shot[],
  frames: readonly ShotFrame[],
  candidates: ReadonlyMap<number, Promise<Uint8Array>>,
): Promise<ShotThumbnail[]> {
  const frameAt = new Map(frames.map(({ time, frame }) => [time, frame]));
  const pictured = shots
    .map(({ from, to, frameTime }, shot) => ({
      shot,
      length: to - from,
      jpeg: candidates.get(frameAt.get(frameTime!)!),
    }))
    .filter(({ jpeg }) => jpeg !== undefined)
    .sort((one, other) => other.length - one.length || one.shot - other.shot)
    .slice(0, MAX_SHOT_THUMBNAILS)
    .sort((one, other) => one.shot - other.shot);
  const thumbnails: ShotThumbnail[] = [];
  for (const { shot, jpeg } of pictured) thumbnails.push({ shot, jpeg: toBase64((await jpeg)!) });
  return thumbnails;
}
