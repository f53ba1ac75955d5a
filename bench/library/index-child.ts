/** Child process: brings the index of a library up to date until it is killed. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { INDEX_FOLDER, openLibrary } from '#node/library/index';

const [, , place = ''] = process.argv;
console.log('ready');
for (;;) {
  (await openLibrary(place, { onSkip: () => {} })).close();
  rmSync(join(place, INDEX_FOLDER), { recursive: true, force: true });
}
