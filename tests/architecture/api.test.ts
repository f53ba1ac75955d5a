import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as root from 'chromatheque';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { ROOT } from '../support/media.ts';

describe('The public API', () => {
  it('exports about 25 names at the root, of which 12 are values', () => {
    const source = readFileSync(join(ROOT, 'src', 'node', 'app', 'index.ts'), 'utf8');
    const names = Array.from(source.matchAll(/^export (?:type )?\{([^}]*)\}/gm), ([, list]) => list!.split(',')).flat();
    assert.ok(names.filter((name) => name.trim() !== '').length <= 30);
    assert.deepEqual(Object.keys(root), [
      'ChromathequeError',
      'OptionError',
      'compare',
      'createRunner',
      'describe',
      'fingerprint',
      'palette',
      'panel',
      'readFingerprint',
      'render',
      'streamColumns',
      'writeFingerprint',
    ]);
  });

  it('is described in docs/api.md as its declarations are; `node scripts/api.mjs` writes it again', async () => {
    const { describeApi } = await import(pathToFileURL(join(ROOT, 'scripts', 'api.mjs')).href);
    assert.equal(readFileSync(join(ROOT, 'docs', 'api.md'), 'utf8'), describeApi());
  });

  it('is found by bundlers and by Node as package.json says', async () => {
    const { messages, pkg } = await publint({ pkgDir: ROOT, pack: false, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });
});
