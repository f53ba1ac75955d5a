import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../support/media.ts';

describe('The reference of the command line', () => {
  it('docs/cli.md has every command and option as they are (renew it with "node scripts/cli-docs.mjs")', () => {
    const args = [join(ROOT, 'scripts', 'cli-docs.mjs'), '--check'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });
});
