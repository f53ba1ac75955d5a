import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { makeFilm } from '../../support/films/make-film.ts';
import { dolbyVisionRecord, insertIntoEntry } from '../../support/films/mp4-boxes.ts';
import { TESTED_BACKENDS } from '../../support/reading/backends.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

describe('A film with a Dolby Vision configuration', () => {
  let plain: Buffer;
  before(() => {
    const paint = () => [100, 120, 140] as const;
    const options = { 'x265-params': 'log-level=none' };
    const recipe = { frames: 2, isFlat: true, paint, encoder: 'libx265', options } as const;
    plain = readFileSync(makeFilm({ ...recipe, path: join(folder, 'plain.mp4') }));
  });

  const make = (profile: number, compatibility: number, entry: string, box = 'dvcC') => {
    const path = join(folder, 'film.mp4');
    writeFileSync(path, insertIntoEntry(plain, box, dolbyVisionRecord(profile, compatibility), { entry }));
    return path;
  };

  for (const backend of ['libav', 'ffmpeg'] as const) {
    const warningsOf = async (path: string) => {
      const source = await TESTED_BACKENDS[backend].open(path);
      try {
        await source.survey();
        return source.warnings.join();
      } finally {
        source.close();
      }
    };
    const { skip } = TESTED_BACKENDS[backend];

    it(`a Dolby Vision film whose base layer cannot be shown alone causes a warning, read with ${backend}`, {
      skip,
    }, async () => {
      for (const [profile, entry, box] of [
        [5, 'hvc1', 'dvcC'],
        [5, 'dvh1', 'dvcC'],
        [10, 'hvc1', 'dvvC'],
      ] as const) {
        const expected = new RegExp(`Dolby Vision profile ${profile} .*the colours are wrong`);
        assert.match(await warningsOf(make(profile, 0, entry, box)), expected);
      }
    });

    it(`a Dolby Vision film whose base layer can be shown alone causes no warning, read with ${backend}`, {
      skip,
    }, async () => {
      // HDR10 of Blu-ray, HDR10 as written by old muxers, HDR10, HLG.
      const profiles: readonly (readonly [number, number])[] = [
        [7, 6],
        [7, 0],
        [8, 1],
        [8, 4],
      ];
      for (const [profile, compatibility] of backend === 'libav' ? profiles : profiles.slice(1, 3)) {
        assert.equal(await warningsOf(make(profile, compatibility, 'hvc1')), '');
      }
    });
  }
});
