import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COLOR_ALGORITHM, PACKAGE } from 'chromatheque/app';
import { QUEUE_NAME } from '#queue/jobs/names';

describe('The queue of a program', () => {
  it('is separate for each version and for each algorithm that finds colours', () => {
    assert.equal(COLOR_ALGORITHM, 2);
    assert.equal(QUEUE_NAME, `films-${PACKAGE.version}-colors-2`);
  });
});
