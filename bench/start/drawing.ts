import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serializeFingerprint } from '#core/fingerprint/index';
import { AGENT_327 } from '../support/bench-films.ts';
import { bestOf } from '../support/best-of.ts';
import { imagineFilm } from '../support/imagine-film.ts';
import { reportFigure } from '../support/report-figure.ts';
import { describeRun, runCommand } from './run-command.ts';

const RUNS = 5;
const COLUMNS = 3600;
const MB = 1e6;
const PANEL_FILMS = 500;
const PANEL_COLUMNS = 120;

/** Measure drawing from fingerprints: one film, a large WebP, and a panel of many. */
export async function measureDrawing(folder: string): Promise<void> {
  const film = join(folder, 'film.json');
  if (existsSync(AGENT_327)) {
    await runCommand(AGENT_327, '--samples', String(COLUMNS), '-o', film);
    const [drawn] = await bestOf(RUNS, [() => runCommand(film, '-o', join(folder, 'film.svg'))]);
    describeRun(`SVG of ${COLUMNS} columns with pictures`, drawn);
    reportFigure('  time', drawn.wallSeconds, 's', 0.3);
  }

  writeFileSync(film, serializeFingerprint(imagineFilm(COLUMNS, 7)));
  const webp = await runCommand(film, '--size', '24x36in', '--dpi', '300', '-o', join(folder, 'film.webp'));
  describeRun('WebP of 78 megapixels', webp);
  reportFigure('  memory', webp.peakPss / MB, 'MB', 600);

  const films = join(folder, 'films');
  mkdirSync(films);
  const paths = Array.from({ length: PANEL_FILMS }, (_, i) => join(films, `film-${i}.json`));
  for (const [i, path] of paths.entries()) {
    writeFileSync(path, serializeFingerprint(imagineFilm(PANEL_COLUMNS, i)));
  }
  const [panel] = await bestOf(2, [() => runCommand('panel', ...paths, '-o', join(folder, 'panel.png'))]);
  describeRun(`panel of ${PANEL_FILMS} films of ${PANEL_COLUMNS} columns`, panel);
  reportFigure('  time', panel.wallSeconds, 's', 3);
}
