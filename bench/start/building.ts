import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bestOf } from '../support/best-of.ts';
import { reportFigure } from '../support/report-figure.ts';
import { runMeasured } from '../support/run-measured.ts';
import { describeRun } from './run-command.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Measure the build of a copy of the sources, from clean and when nothing has changed. */
export async function measureBuild(folder: string): Promise<void> {
  const copy = join(folder, 'checkout');
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0');
  for (const file of files.filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const build = () => runMeasured(process.execPath, [join(copy, 'scripts', 'build.mjs')]);
  const first = await build();
  describeRun('build from clean', first);
  reportFigure('  time', first.wallSeconds, 's', 10);
  const [again] = await bestOf(3, [build]);
  describeRun('build when nothing has changed', again);
  reportFigure('  time', again.wallSeconds, 's', 0.5);
}
