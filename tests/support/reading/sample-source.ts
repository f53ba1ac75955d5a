import assert from 'node:assert/strict';
import {
  type FilmInfo,
  type FrameSource,
  limitSamples,
  type PacketIndex,
  type Picture,
  planDecode,
  planInstants,
  type Span,
  toTicks,
} from '#core/frame/index';

/** What a source gave for instants of a film. */
export interface SampledFilm {
  readonly info: FilmInfo;
  readonly index: PacketIndex;
  /** For each instant: its time and the shown frame's, seconds as the container counts, and the frame's luma. */
  readonly shown: readonly { instant: number; seconds: number; luma: Buffer }[];
  readonly damagedPackets: number;
}

/**
 * Have a source decode the frames of evenly spaced instants of the whole film; it is closed afterwards.
 *
 * @param parts how many times the system's FFmpeg starts for them, each time with a seek.
 */
export async function sampleSource(source: FrameSource, samples: number, parts = 1): Promise<SampledFilm> {
  try {
    const { info, index } = await source.survey();
    const tick = info.timeBase.num / info.timeBase.den;
    const seconds = (info.track.endTicks - info.track.firstTicks) * tick;
    const n = limitSamples(samples, seconds, info.frameRate.num / info.frameRate.den);
    const instants = toTicks(planInstants(0, seconds, n), info.track.firstTicks, info.timeBase);
    const { spans, answers } = planDecode(index, info.track.isTimed, instants);
    const frames = new Map<number, { seconds: number; luma: Buffer }>();
    // Backwards: the frames of a span do not depend on what was decoded before it.
    for (const span of joinSpans(source, spans, parts).toReversed()) {
      for await (const { wanted, pts, picture } of source.frames(span)) {
        assert.ok(picture, 'a frame could not be decoded');
        assert.ok(!frames.has(wanted), 'a frame came twice');
        frames.set(wanted, { seconds: pts * tick, luma: copyLuma(picture) });
      }
    }
    const shown = Array.from(instants, (instant, i) => ({ instant: instant * tick, ...frames.get(answers[i]!)! }));
    return { info, index, shown, damagedPackets: source.damagedPackets };
  } finally {
    source.close();
  }
}

/**
 * Join contiguous spans for the system's FFmpeg, which is started for each span: its start takes longer
 * than all frames of a test film. Other backends keep their spans.
 *
 * @param count of spans at most.
 */
export function joinSpans(source: FrameSource, spans: readonly Span[], count: number): readonly Span[] {
  if (source.backend.name !== 'ffmpeg') return spans;
  const size = Math.ceil(spans.length / count);
  const joined: Span[] = [];
  for (let i = 0; i < spans.length; i += size)
    joined.push({ runs: spans.slice(i, i + size).flatMap(({ runs }) => runs) });
  return joined;
}

/** Codes of the first component, row by row without padding: enough to tell frames apart. */
function copyLuma(picture: Picture): Buffer {
  const { data, offset, stride, shift } = picture.components[0]!;
  assert.equal(shift, 0);
  const rows = Array.from({ length: picture.height }, (_, y) => {
    const row = data.subarray(offset + y * stride, offset + y * stride + picture.width);
    return Buffer.from(row.buffer, row.byteOffset, row.byteLength);
  });
  return Buffer.concat(rows);
}
