/**
 * Where people wait though little is decoded: short films, many films, drawing, building. The
 * targets of docs/performance.md, each a whole process. Takes about ten minutes on a quiet machine.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBuild } from './start/building.ts';
import { measureDrawing } from './start/drawing.ts';
import { measureManyClips, measureOneClip, measureStart } from './start/films.ts';
import { AGENT_327, SINTEL_CLIP } from './support/bench-films.ts';

const folder = mkdtempSync(join(tmpdir(), 'chromatheque-bench-'));
const missing = [AGENT_327, SINTEL_CLIP].filter((film) => !existsSync(film));
try {
  if (missing.length > 0) console.log(`not at hand, so figures are left out: ${missing.join(', ')}`);
  if (existsSync(SINTEL_CLIP)) await measureOneClip(folder);
  await measureManyClips(folder);
  if (existsSync(AGENT_327)) await measureStart(folder);
  await measureDrawing(folder);
  await measureBuild(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
