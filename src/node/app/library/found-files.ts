import { foundToCsv, foundToPage, type ShownMoment, titleMoment } from '../../../core/export/index.ts';
import type { FoundFilm, FoundMoment } from '../../../core/library/index.ts';
import { layoutMoment, layoutPanel, unpackThumbnail } from '../../../core/poster/index.ts';
import { formatClock } from '../../../core/text/index.ts';
import type { IndexedEntry } from '../../library/index.ts';
import { chooseFormat } from '../outputs/file-extension.ts';
import { keepTitle, loadPosterFonts } from '../outputs/fonts.ts';
import { checkPanelOptions, PANEL_FORMATS, type PanelFormat, renderPanel } from '../outputs/panel.ts';
import type { Output } from '../outputs/render.ts';
import { joinOutput } from '../outputs/store.ts';
import { PACKAGE } from '../package-info.ts';
import { readFingerprint } from '../read-fingerprint.ts';
import { findFrame } from './find-frame.ts';
import type { Collection } from './open-collection.ts';

/** A format of the results of a search. */
export type FoundFormat = 'html' | 'csv' | PanelFormat;
/** All of them, named by file extension. */
export const FOUND_FORMATS: readonly FoundFormat[] = ['html', 'csv', ...PANEL_FORMATS];

/** Moments in a row of a picture. */
const MIN_ACROSS = 3;
const MAX_ACROSS = 5;

/**
 * Return the format of a file by its extension.
 *
 * @throws {OptionError} for an unknown extension.
 */
export const foundFormat = (path: string): FoundFormat => chooseFormat(path, FOUND_FORMATS);

/** List the moments of found films, each with a frame from the fingerprint of its film. */
export async function showFound(
  place: string,
  found: readonly FoundFilm<IndexedEntry>[],
  { titleOf, yearOf }: Collection,
): Promise<ShownMoment[]> {
  const frames = new Map<FoundMoment, string | null>();
  for (const name of new Set(found.map(({ entry }) => entry.name))) {
    // A fingerprint that was deleted since it was indexed has no frame to show.
    const fingerprint = await readFingerprint(joinOutput(place, name)).catch(() => null);
    if (fingerprint === null) continue;
    const moments = found.filter(({ entry }) => entry.name === name).flatMap((film) => film.moments);
    for (const moment of moments) frames.set(moment, findFrame(fingerprint, moment));
  }
  return found.flatMap(({ entry, moments }) => {
    const film = { film: entry.name, title: titleOf(entry), year: yearOf(entry) };
    return moments.map((moment) => ({ ...film, ...moment, jpeg: frames.get(moment) ?? null }));
  });
}

/**
 * Render found moments as the content of a file.
 *
 * @param moments at least one.
 * @param heading what was searched.
 */
export async function renderFound(
  moments: readonly ShownMoment[],
  format: FoundFormat,
  heading: string,
): Promise<Output> {
  if (format === 'csv') return { content: foundToCsv(moments), warnings: [] };
  if (format === 'html') return { content: foundToPage(moments, heading, PACKAGE), warnings: [] };
  const { plan, dpi } = checkPanelOptions(
    { title: heading, across: Math.max(MIN_ACROSS, Math.min(MAX_ACROSS, moments.length)) },
    moments.length,
  );
  const warnings: string[] = [];
  const films: Parameters<typeof layoutPanel>[0][number][] = [];
  for (const moment of moments) {
    const image = moment.jpeg === null ? null : unpackThumbnail({ jpeg: moment.jpeg });
    const title = `${titleMoment(moment)}\n${formatClock(moment.from, { hasHours: true })}`;
    films.push({
      title: await keepTitle(undefined, title, (message) => warnings.push(message)),
      scene: layoutMoment(image, moment.swatches),
    });
  }
  const text = [heading, ...films.map(({ title }) => title)].join('\n');
  const scene = layoutPanel(films, plan.panel, await loadPosterFonts(undefined, text));
  return { content: await renderPanel({ scene, dpi, warnings }, format, {}), warnings };
}
