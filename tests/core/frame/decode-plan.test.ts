import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PACKET_HIDDEN, PACKET_KEY, type PacketIndex, planDecode } from '#core/frame/index';
import fc from '../../support/fast-check.ts';

/** Packets in decoding order: time, K for key, H for hidden. */
function index(...packets: readonly (readonly [pts: number, flags?: string])[]): PacketIndex {
  return {
    timeBase: { num: 1, den: 10 },
    pts: Float64Array.from(packets, ([pts]) => pts),
    dts: Float64Array.from(packets, (_, i) => i),
    durations: new Float64Array(packets.length).fill(1),
    sizes: new Float64Array(packets.length).fill(1000),
    flags: Uint8Array.from(
      packets,
      ([, flags = '']) => (flags.includes('K') ? PACKET_KEY : 0) | (flags.includes('H') ? PACKET_HIDDEN : 0),
    ),
  };
}

const runsOf = (packets: PacketIndex, instants: readonly number[]) =>
  planDecode(packets, true, Float64Array.from(instants)).spans.flatMap(({ runs }) => runs);

/** Films of random groups of pictures, some open (with leading pictures), some frames hidden. */
const films = fc
  .array(
    fc.record({
      leading: fc.integer({ min: 0, max: 3 }),
      trailing: fc.integer({ min: 0, max: 6 }),
      hidden: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((groups) => {
    const packets: [number, string][] = [];
    let shown = 0;
    for (const [i, { leading, trailing, hidden }] of groups.entries()) {
      const before = i === 0 ? 0 : leading;
      packets.push([10 * (shown + before), 'K']);
      for (let j = 0; j < before; j++) packets.push([10 * (shown + j), '']);
      shown += before + 1;
      // Trailing pictures in pairs, the later one first, as with B-frames.
      for (let j = 0; j + 1 < trailing; j += 2) packets.push([10 * (shown + j + 1), ''], [10 * (shown + j), '']);
      if (hidden) packets.push([10 * shown - 5, 'H']);
      shown += trailing - (trailing % 2);
    }
    return { packets: index(...packets), frames: shown };
  });

describe('The plan of what to decode', () => {
  it('answers each instant with the last frame shown up to then, never a hidden one', () => {
    fc.assert(
      fc.property(
        films,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }),
        ({ packets, frames }, places) => {
          const instants = Float64Array.from(places, (place) => place * frames * 10).sort();
          const { answers, spans } = planDecode(packets, true, instants);
          const shown = [...packets.pts].filter((_, i) => !(packets.flags[i]! & PACKET_HIDDEN));
          const wanted = new Set(spans.flatMap(({ runs }) => runs.flatMap((run) => [...run.wanted])));
          for (const [i, instant] of instants.entries()) {
            assert.equal(answers[i], Math.max(...shown.filter((pts) => pts <= instant)));
            assert.ok(wanted.has(answers[i]!));
          }
        },
      ),
    );
  });

  it('the plan of what to decode sends each wanted packet once, in a run that begins at or before its key packet', () => {
    fc.assert(
      fc.property(
        films,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }),
        ({ packets, frames }, places) => {
          const { spans } = planDecode(packets, true, Float64Array.from(places, (place) => place * frames * 10).sort());
          let start = 0;
          let end = 0;
          for (const run of spans.flatMap(({ runs }) => runs)) {
            // A run of eight groups is long enough: the next one may overlap it.
            const keys = packets.flags.subarray(start, end).filter((flag) => flag & PACKET_KEY).length;
            assert.ok(run.entry.packet >= end || keys >= 8, 'runs overlap');
            start = run.entry.packet;
            assert.ok(run.entry.packet === 0 || packets.flags[run.entry.packet]! & PACKET_KEY);
            end = run.entry.packet + run.packets;
            const sent = [...packets.pts.subarray(run.entry.packet, end)];
            for (const pts of run.wanted) assert.ok(sent.includes(pts));
            assert.equal(new Set(run.wanted).size, run.wanted.length);
          }
        },
      ),
    );
  });

  it('decodes no packets between the last wanted frame and the next key packet', () => {
    const packets = index([0, 'K'], [10], [20], [30], [40, 'K'], [50], [60]);
    const runs = runsOf(packets, [15, 42]);
    assert.deepEqual(
      runs.map(({ entry, packets }) => [entry.packet, packets]),
      [
        [0, 2],
        [4, 1],
      ],
    );
  });

  it('skips groups of pictures without wanted frames', () => {
    const packets = index([0, 'K'], [10], [20, 'K'], [30], [40, 'K'], [50]);
    const runs = runsOf(packets, [5, 55]);
    assert.deepEqual(
      runs.map(({ entry, packets }) => [entry.packet, packets]),
      [
        [0, 1],
        [4, 2],
      ],
    );
  });

  it('enters one group earlier for a picture shown before its key picture', () => {
    const packets = index([0, 'K'], [10], [20], [50, 'K'], [30], [40], [60]);
    const runs = runsOf(packets, [35]);
    assert.deepEqual(
      runs.map(({ entry, packets }) => [entry.packet, packets]),
      [[0, 5]],
    );
  });

  it('enters even earlier if the previous group has no picture after its key picture', () => {
    const packets = index([0, 'K'], [10], [40, 'K'], [20], [30], [70, 'K'], [50], [60]);
    assert.deepEqual(
      runsOf(packets, [55]).map(({ entry }) => entry.packet),
      [0],
    );
  });

  it('cuts a film into non-empty spans of about equal cost', () => {
    const packets = index(...Array.from({ length: 6000 }, (_, i) => [10 * i, i % 20 === 0 ? 'K' : ''] as const));
    const instants = Float64Array.from({ length: 3000 }, (_, i) => 20 * i + 10);
    const { spans } = planDecode(packets, true, instants);
    assert.equal(spans.length, 128);
    for (const { runs } of spans) assert.ok(runs.length >= 2 && runs.length <= 3);
  });

  it('divides a film of open groups into runs that overlap by a group', () => {
    // Each key picture but the first is followed by two that are shown before it.
    const open = Array.from({ length: 400 }, (_, i) => [
      [40 * i + 20, 'K'] as const,
      ...(i === 0 ? [] : [[40 * i] as const, [40 * i + 10] as const]),
      [40 * i + 30] as const,
    ]).flat();
    const packets = index(...open);
    const runs = runsOf(
      packets,
      [...packets.pts].sort((a, b) => a - b),
    );
    assert.ok(runs.length >= 20 && runs.length <= 40, `${runs.length} runs`);
    const wanted = runs.flatMap((run) => [...run.wanted]);
    assert.equal(wanted.length, packets.pts.length);
    assert.equal(new Set(wanted).size, packets.pts.length);
    const sent = runs.reduce((sum, run) => sum + run.packets, 0);
    assert.ok(sent < 1.1 * packets.pts.length, `${sent} packets`);
  });

  it('decodes a film without packet times from start to end in one run', () => {
    const packets = index([Number.NaN, 'K'], [Number.NaN], [Number.NaN, 'K']);
    const { spans, answers } = planDecode(packets, false, Float64Array.of(3, 4, 4));
    assert.equal(spans.length, 1);
    const [run] = spans[0]!.runs;
    assert.deepEqual(
      { isTimed: run!.isTimed, packets: run!.packets, wanted: [...run!.wanted] },
      { isTimed: false, packets: 3, wanted: [3, 4] },
    );
    assert.deepEqual([...answers], [3, 4, 4]);
  });
});
