import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

/** Make a folder that is gone after the tests of the file (or of the suite it is called in). */
export function makeTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chromatheque-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
