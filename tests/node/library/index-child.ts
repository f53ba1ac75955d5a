/** Child process for tests: brings the index of a library up to date, again and again, until it is killed. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { INDEX_FOLDER, openLibrary } from '#node/library/index';

const [, , place] = process.argv;
process.stdout.write('ready\n');
for (;;) {
  const library = await openLibrary(place!, { onSkip: () => {} });
  library.close();
  rmSync(join(place!, INDEX_FOLDER), { recursive: true, force: true });
}
