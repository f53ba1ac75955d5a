import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COLOR_ALGORITHM, PACKAGE } from '#node/app/internal';
import { QUEUE_NAME } from '#node/queue/jobs/names';

describe('The name of the queue', () => {
  it('contains the versions of the package, the wire format and the colour algorithm', () => {
    assert.equal(COLOR_ALGORITHM, 4);
    assert.equal(QUEUE_NAME, `films-${PACKAGE.version}-wire-3-colors-4-shots-2`);
  });
});
