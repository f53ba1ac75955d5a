import type { MapGrid } from '../../compare/index.ts';
import type { Font } from '../../type/index.ts';
import { RenderError } from '../render-error.ts';
import { groupMarks } from '../scene/group-marks.ts';
import type { Bars, Path, Scene } from '../scene/scene.ts';
import { breakCaption } from '../text/caption.ts';
import { HEADING, setHeading } from '../text/heading.ts';
import { setLine } from '../text/set-line.ts';
import { CAPTION_HEIGHT, MAP_CELL, type MapPlan } from './plan-map.ts';

/** A film of a map. */
export interface MapFilm {
  /** Printed below its bars, unless blank. */
  readonly title: string;
  /** A pale line below the title, such as the year; may be empty. */
  readonly note: string;
  /** As `drawMapBars` returns them. */
  readonly bars: Bars;
}

/** Largest font size of titles, as a share of the map's width. */
const MAX_CAPTION = 0.013;
/** Smaller cells are not visible in print, millimetres. */
const MIN_CELL = 1;

/**
 * Lay out films on a map, each as its own bars with its title below.
 *
 * @param films in the order of the grid's cells.
 * @param fonts tried in order for each letter; when empty, nothing is written.
 * @throws {RenderError} `font-missing` if no font has a character of a title, `too-large` if the
 *   films do not fit.
 */
export function layoutMap(films: readonly MapFilm[], grid: MapGrid, plan: MapPlan, fonts: readonly Font[]): Scene {
  const { widthMm, marginMm, theme } = plan;
  const heading = setHeading(plan, fonts);
  const top = marginMm + (heading.length > 0 ? HEADING * widthMm : 0);
  const { cell, sizeMm, pitchX, pitchY, width, height } = fitCells(grid, plan, top);
  const heightMm = plan.heightMm ?? top + height + marginMm;
  const left = (widthMm - width) / 2;
  const upper = top + (heightMm - top - marginMm - height) / 2;
  const hasNotes = films.some(({ note }) => note.trim() !== '');
  const bars: Bars[] = [];
  const captions: (Path | null)[] = [];
  for (const [i, film] of films.entries()) {
    const { x, y } = grid.cells[i]!;
    const box = { x: left + x * pitchX, y: upper + y * pitchY, width: cell, height: MAP_CELL.strip * cell };
    bars.push({ ...film.bars, box });
    const lines = [
      ...breakCaption(film.title, fonts, cell / sizeMm, hasNotes ? 1 : MAP_CELL.lines).map(
        (text) => [text, theme.ink] as const,
      ),
      ...breakCaption(film.note, fonts, cell / sizeMm, 1).map((text) => [text, theme.paleInk] as const),
    ];
    for (const [line, [text, color]] of lines.entries()) {
      const baseline = box.y + box.height + (MAP_CELL.firstLine + line * MAP_CELL.nextLine) * sizeMm;
      captions.push(setLine(text, fonts, { x: box.x, baseline, sizeMm, align: 'left', color }));
    }
  }
  return {
    widthMm,
    heightMm,
    trim: { x: 0, y: 0, width: widthMm, height: heightMm },
    title: plan.title.trim() || films.map(({ title }) => title).join(', '),
    description: `A map of ${films.length} films by colour: neighbours have similar palettes.`,
    background: theme.ground,
    marks: [...heading, ...bars, ...groupMarks(captions)],
  };
}

/** Find the largest cells that fit into the page. */
function fitCells({ across, rows, cells }: MapGrid, { widthMm, heightMm, marginMm }: MapPlan, top: number) {
  const measure = (cell: number) => {
    const sizeMm = Math.min(MAP_CELL.caption * cell, MAX_CAPTION * widthMm);
    const caption = sizeMm * CAPTION_HEIGHT;
    const [pitchX, pitchY] = [cell * (1 + MAP_CELL.gap), cell * (MAP_CELL.strip + MAP_CELL.gap) + caption];
    const width = across * pitchX - MAP_CELL.gap * cell;
    const height = rows * pitchY - MAP_CELL.gap * cell;
    return { cell, sizeMm, pitchX, pitchY, width, height };
  };
  const byWidth = measure((widthMm - 2 * marginMm) / (across + (across - 1) * MAP_CELL.gap));
  const room = (heightMm ?? Number.POSITIVE_INFINITY) - top - marginMm;
  let fitted = byWidth;
  // Captions do not shrink in proportion, so the height is not a multiple of the cell.
  while (fitted.height > room && fitted.cell >= MIN_CELL) {
    fitted = measure(fitted.cell * Math.max(0.5, Math.min(0.995, room / fitted.height)));
  }
  if (fitted.cell >= MIN_CELL) return fitted;
  throw new RenderError(
    'too-large',
    `${cells.length} films do not fit into ${Math.round(widthMm)} mm: each needs a cell of ${MIN_CELL} mm`,
  );
}
