import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinClocks, offsetAt, PACKET_HIDDEN, PACKET_KEY, type PacketIndex, planDecode } from '#core/frame/index';

interface TimedPacket {
  readonly pts?: number;
  readonly dts?: number;
  readonly flags?: number;
}

const track = (packets: readonly TimedPacket[]): PacketIndex => ({
  timeBase: { num: 1, den: 25 },
  pts: Float64Array.from(packets, ({ pts = Number.NaN }) => pts),
  dts: Float64Array.from(packets, ({ dts = Number.NaN }) => dts),
  durations: new Float64Array(packets.length).fill(1),
  sizes: new Float64Array(packets.length).fill(1),
  flags: Uint8Array.from(packets, ({ flags = 0 }) => flags),
  positions: Float64Array.from(packets, (_, i) => 188 * i),
});

/**
 * A part in decoding order: a key picture, then pairs of a picture and one that is shown before it.
 */
const reordered = (from: number, pairs: number): TimedPacket[] => [
  { pts: from, dts: from - 1, flags: PACKET_KEY },
  ...Array.from({ length: pairs }, (_, i) => [
    { pts: from + 2 * i + 2, dts: from + 2 * i },
    { pts: from + 2 * i + 1, dts: from + 2 * i + 1 },
  ]).flat(),
];

/** Frames in order, every tenth one a key picture. */
const plain = (from: number, frames: number): TimedPacket[] =>
  Array.from({ length: frames }, (_, i) => ({ pts: from + i, dts: from + i, flags: i % 10 === 0 ? PACKET_KEY : 0 }));

const sorted = (times: Float64Array): number[] => [...times].sort((a, b) => a - b);
const count = (from: number, frames: number): number[] => Array.from({ length: frames }, (_, i) => from + i);

describe('The clocks of a film', () => {
  for (const isBroadcast of [true, false]) {
    it(`joins clocks that restart, ${isBroadcast ? 'in a broadcast' : 'in another container'}`, () => {
      const joined = joinClocks(track([...reordered(40, 10), ...reordered(40, 10)]), { isBroadcast });
      assert.deepEqual(sorted(joined.pts), count(40, 42));
      assert.deepEqual(joined.parts, [
        { packet: 0, offset: 0 },
        { packet: 21, offset: 21 },
      ]);
      assert.equal(joined.positions?.[21], 188 * 21);
    });

    it(`joins clocks of overlapping recordings, ${isBroadcast ? 'in a broadcast' : 'in another container'}`, () => {
      const joined = joinClocks(track([...plain(0, 30), ...plain(20, 30)]), { isBroadcast });
      assert.deepEqual(sorted(joined.pts), count(0, 60));
    });
  }

  it('joins clocks where a broadcast jumps forward', () => {
    const joined = joinClocks(track([...plain(0, 50), ...plain(25_000, 50)]), { isBroadcast: true });
    assert.deepEqual(sorted(joined.pts), count(0, 100));
  });

  it('joins clocks of a broadcast by presentation times if it states no others', () => {
    const shown = (from: number) => reordered(from, 10).map(({ dts: _, ...packet }) => packet);
    for (const next of [40, 25_000]) {
      const joined = joinClocks(track([...shown(40), ...shown(next)]), { isBroadcast: true });
      assert.deepEqual(sorted(joined.pts), count(40, 42));
    }
  });

  it('keeps one clock through a pause outside broadcasts', () => {
    const index = track([...plain(0, 50), ...plain(25_000, 50)]);
    const joined = joinClocks(index, { isBroadcast: false });
    assert.equal(joined.pts, index.pts);
    assert.equal(joined.parts, undefined);
    assert.equal(joined.positions, undefined);
  });

  it('keeps one clock through a pause in a broadcast of variable frame rate', () => {
    const packets = Array.from({ length: 60 }, (_, i) => (i % 3) * 2 + 7 * i + (i >= 30 ? 1500 : 0));
    const index = track(packets.map((time) => ({ pts: time, dts: time })));
    assert.equal(joinClocks(index, { isBroadcast: true }).parts, undefined);
  });

  it('keeps one clock in a broadcast with one picture every 20 s', () => {
    const index = track(count(0, 20).map((i) => ({ pts: 500 * i, dts: 500 * i, flags: PACKET_KEY })));
    assert.equal(joinClocks(index, { isBroadcast: true }).parts, undefined);
  });

  it('keeps one clock where leading pictures are shown before their key picture', () => {
    const open = [
      ...reordered(0, 5),
      { pts: 13, dts: 11, flags: PACKET_KEY },
      { pts: 11, dts: 12 },
      { pts: 12, dts: 13 },
    ];
    for (const isBroadcast of [true, false]) assert.equal(joinClocks(track(open), { isBroadcast }).parts, undefined);
  });

  it('keeps one clock where packets outside the edit list go back', () => {
    const hidden = plain(5, 10).map((packet) => ({ ...packet, flags: (packet.flags ?? 0) | PACKET_HIDDEN }));
    const index = track([...plain(0, 15), ...hidden, ...plain(15, 15)]);
    assert.equal(joinClocks(index, { isBroadcast: false }).parts, undefined);
  });

  it('joins clocks by decoding times if packets state no others', () => {
    const untimed = plain(0, 20).map(({ dts, flags }, i) => ({ dts: dts!, flags: flags!, ...(i === 0 && { pts: 1 }) }));
    const joined = joinClocks(track([...untimed, ...untimed]), { isBroadcast: true });
    assert.deepEqual([...joined.dts], count(0, 40));
    assert.equal(joined.pts[20], 21);
  });

  it('keeps byte positions of packets if two key packets have the same time', () => {
    const index = track([...plain(0, 11), { pts: 10, dts: 10, flags: PACKET_KEY }]);
    assert.equal(joinClocks(index, { isBroadcast: false }).positions, index.positions);
  });

  it('passes the parts of a film to each run', () => {
    const joined = joinClocks(track([...plain(0, 20), ...plain(0, 20)]), { isBroadcast: false });
    const { spans } = planDecode(joined, true, Float64Array.of(5, 35));
    const runs = spans.flatMap((span) => span.runs);
    assert.deepEqual(
      runs.map(({ entry, packets, parts, wanted }) => ({ entry, packets, parts, wanted: [...wanted] })),
      [
        {
          entry: { packet: 0, pts: 0, dts: 0, position: 0 },
          packets: 6,
          parts: [{ packet: 0, offset: 0 }],
          wanted: [5],
        },
        {
          entry: { packet: 30, pts: 30, dts: 30, position: 188 * 30 },
          packets: 6,
          parts: [{ packet: 20, offset: 20 }],
          wanted: [35],
        },
      ],
    );
    assert.deepEqual([offsetAt(joined.parts, 19), offsetAt(joined.parts, 20), offsetAt(undefined, 20)], [0, 20, 0]);
  });
});
