import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { serializeFingerprint } from '#core/fingerprint/index';
import { heardFingerprint } from '../../support/fingerprints/heard-fingerprint.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { type InProcessResult, runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

describe('chromatheque panel', () => {
  const folder = makeTempFolder();
  const run = (...args: string[]): Promise<InProcessResult> => runInFolder(folder, ['panel', ...args]);
  const read = (name: string) => readFileSync(join(folder, name));

  before(() => {
    for (const [i, name] of ['a', 'b', 'c'].entries()) {
      writeFileSync(join(folder, `${name}.json`), serializeFingerprint(syntheticFingerprint(20, { seed: i + 1 })));
    }
    writeFileSync(join(folder, 'heard.json'), serializeFingerprint(heardFingerprint(20)));
    writeFileSync(join(folder, 'broken.json'), '{}');
  });

  it('panel writes one picture of many films, in the given width, as PNG and SVG', async () => {
    const { exitCode, stdout, stderr } = await run(
      ...['a.json', 'b.json', 'c.json', '--across', '2', '--width', '600px', '--gap', '6px'],
      ...['--title', 'Three Films', '--sort', 'hue', '-o', 'p.png', '-o', 'p.svg'],
    );
    assert.equal(stderr, '');
    assert.equal(stdout, 'p.png\np.svg\n');
    assert.equal(exitCode, 0);
    const { width, height } = await sharp(read('p.png')).metadata();
    assert.equal(width, 600);
    assert.ok(height! > 600 && height! < 800, `${height}`);
    assert.match(read('p.svg').toString(), /<title>Three Films<\/title>/);
  });

  it('panel leaves out films that cannot be read or drawn, with errors and an exit code', async () => {
    const { exitCode, stdout, stderr } = await run(
      ...['none.json', 'a.json', 'broken.json', 'heard.json', '--layout', 'wave', '--width', '60mm'],
    );
    assert.equal(stdout, 'panel.png\n');
    assert.match(stderr, /none\.json: no such file\n/);
    assert.match(stderr, /broken\.json: /);
    assert.match(stderr, /a\.json: wave shows .* recreate it/);
    assert.equal(exitCode, 66);
    assert.ok(existsSync(join(folder, 'panel.png')));
  });

  it('panel writes nothing if no film can be drawn', async () => {
    const { exitCode, stdout } = await run('broken.json', '-o', 'nothing.png');
    assert.equal(stdout, '');
    assert.equal(exitCode, 65);
    assert.ok(!existsSync(join(folder, 'nothing.png')));
  });

  it('panel refuses wrong options by name before it reads a film', async () => {
    const cases: [string[], RegExp][] = [
      [['--across', '0'], /--across: expected an integer from 1 to 100, got 0/],
      [['--across', '100', '--width', '50mm'], /100 pictures with 1\.69 mm between them do not go into 50 mm/],
      [['--gap', '0.2'], /--gap: expected a length with mm/],
      [
        ['--sort', 'lightnes'],
        /--sort: expected given, title, year, hue or lightness, got "lightnes"; did you mean lightness\?/,
      ],
      [['--width', '6000mm'], /--width: expected 10 mm to 5 m, got 6000 mm/],
      [['--bleed', '3mm'], /--bleed: expected nothing for a panel/],
      [['--layout', 'rink'], /--layout: expected .*; did you mean ring\?/],
      [['-o', 'p.json'], /--output: expected a file ending in \.png, .*\.pdf, got p\.json/],
      [['-o', 'a.json'], /a\.json: would overwrite an input/],
    ];
    for (const [args, message] of cases) {
      const { exitCode, stderr } = await run('none.json', 'a.json', ...args);
      assert.match(stderr, message);
      assert.equal(exitCode, 2, args.join(' '));
      assert.match(stderr, /chromatheque panel --help/);
    }
  });
});
