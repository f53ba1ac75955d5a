import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { makeFilm } from '../support/films/make-film.ts';
import { ROOT } from '../support/media.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { findBlocks, PAGES } from './pages.ts';

const folder = makeTempFolder();
mkdirSync(join(folder, 'node_modules'));
symlinkSync(ROOT, join(folder, 'node_modules', 'chromatheque'), 'junction');
for (const name of ['film', 'one', 'two'])
  makeFilm({ path: join(folder, `${name}.mkv`), frames: 10, isFlat: true, paint: (frame) => [80 + frame, 90, 160] });

/** Examples that run as they are in Node; those for pages are tested in a browser. */
const examples = PAGES.flatMap((page) =>
  ['js', 'ts', 'tsx'].flatMap((language) => findBlocks(page, language).map((text) => ({ page, text }))),
).filter(({ text }) => /from 'chromatheque(?!\/browser)/.test(text));

describe('The JavaScript in README and docs', () => {
  it('README.md, docs/api.md and docs/shots.md have JavaScript examples', () => {
    assert.deepEqual([...new Set(examples.map(({ page }) => page))], ['README.md', 'docs/api.md', 'docs/shots.md']);
  });

  it('every JavaScript example of README and docs runs as printed', () => {
    // One process for all: loading the package takes as long as an example.
    const lines = examples.map(({ page, text }, i) => {
      writeFileSync(join(folder, `example-${i}.mjs`), text);
      return `await import('./example-${i}.mjs').catch((error) => { console.error('${page}:', error); process.exitCode = 1; });`;
    });
    writeFileSync(join(folder, 'all.mjs'), lines.join('\n'));
    const { status, stderr } = spawnSync(process.execPath, ['all.mjs'], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.ok(existsSync(join(folder, 'film.json')) && existsSync(join(folder, 'ring.svg')));
  });
});
