import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { makeFilm } from '../support/films/make-film.ts';
import { runInFolder } from '../support/processes/run-in-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { findCommandLines, readPage } from './pages.ts';

const folder = makeTempFolder();
// Orange, as Y'CbCr codes: one of the examples searches for it.
makeFilm({
  path: join(folder, 'film.mkv'),
  frames: 20,
  isFlat: true,
  paint: (frame) => [150 + frame, 70, 185],
  soundSeconds: 1,
});

/** The first commands of the page, and those of the table of examples; the others start servers. */
const examples = findCommandLines('README.md').filter(
  ({ args }) => args.length > 0 && !/^(?:studio|worker)$/.test(args[0]!),
);

describe('The README', () => {
  it('README.md has at most 110 lines', () => {
    assert.ok(readPage('README.md').trimEnd().split('\n').length <= 110);
  });

  it('every command of README.md writes the files that it names', async () => {
    assert.equal(examples.length, 7);
    await sharp({ create: { width: 60, height: 40, channels: 3, background: '#d08030' } })
      .jpeg()
      .toFile(join(folder, 'still.jpg'));
    mkdirSync(join(folder, 'library'));
    for (const { where, args } of examples) {
      const { exitCode, stderr } = await runInFolder(folder, args);
      assert.equal(exitCode, 0, `${where}: ${stderr}`);
      const outputs = args.filter((_, i) => args[i - 1] === '-o');
      for (const output of outputs.length > 0 ? outputs : ['film.png'])
        assert.ok(existsSync(join(folder, output)), `${where}: ${output} is missing`);
      if (outputs.includes('film.json'))
        await copyFile(join(folder, 'film.json'), join(folder, 'library', 'film.json'));
    }
  });
});
