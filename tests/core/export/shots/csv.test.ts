import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { shotsToCsv } from '#core/export/index';
import { MAX_SHOT_COLORS } from '#core/fingerprint/index';
import { filmOfShots } from '../../../support/films/shot-recipes.ts';

const fingerprint = filmOfShots(undefined, { rate: [24000, 1001] });
const text = shotsToCsv(fingerprint);
const rows: Record<string, string>[] = parse(text, { columns: true });

describe('shotsToCsv', () => {
  it('writes one row a shot, with times, frames and transition', () => {
    assert.equal(rows.length, 9);
    assert.deepEqual(
      rows.map((row) => [row.number, row.scene, row.transition, row.transition_frames, row.blank]),
      [
        ['1', '1', '', '0', '1'],
        ['2', '1', 'fade-in', '24', '0'],
        ['3', '1', 'cut', '0', '0'],
        ['4', '2', 'dissolve', '30', '0'],
        ['5', '2', 'fade-out', '20', '1'],
        ['6', '3', 'fade-in', '15', '0'],
        ['7', '3', 'wipe', '12', '0'],
        ['8', '3', 'other', '10', '0'],
        ['9', '3', 'cut', '0', '0'],
      ],
    );
    for (const [i, { from, to, fromFrame, toFrame }] of fingerprint.shots!.entries()) {
      const row = rows[i]!;
      assert.deepEqual([row.from, row.to, row.from_frame, row.to_frame].map(Number), [from, to, fromFrame, toFrame]);
      assert.ok(Math.abs(Number(row.length) - (to - from)) < 1e-9);
    }
  });

  it('writes colours with names and shares, and leaves the columns of missing ones empty', () => {
    assert.deepEqual(
      [1, 2, 3].map((i) => [rows[2]![`color_${i}`], rows[2]![`name_${i}`], Number(rows[2]![`share_${i}`]).toFixed(2)]),
      [
        ['#c8322b', 'red', '0.57'],
        ['#e8c872', 'sand', '0.14'],
        ['#101018', 'purplish black', '0.29'],
      ],
    );
    assert.equal(rows[2]!.color_4, '');
    assert.equal(rows[2]!.lightness, '0.4');
    assert.deepEqual([rows[7]!.color_1, rows[7]!.lightness], ['', '']);
  });

  it('has the same columns for every film', () => {
    const names = Object.keys(rows[0]!);
    assert.equal(names.filter((name) => name.startsWith('color_')).length, MAX_SHOT_COLORS);
    const [head] = shotsToCsv(filmOfShots([{ frames: 3 }])).split('\n');
    assert.deepEqual(head!.split(','), names);
    assert.ok(text.endsWith('\n') && !text.includes('\r'));
  });
});
