import type { Font } from '../../type/index.ts';
import type { ResolvedOptions, TitlePosition } from '../options/options.ts';
import { surroundBoxes } from '../scene/boxes.ts';
import { placePath } from '../scene/path.ts';
import type { Box, Path } from '../scene/scene.ts';
import { setTitle, type TitleSetting } from './title.ts';

/** The options of the text at the top of a poster or across it. */
export type TitleOptions = Pick<
  ResolvedOptions,
  'title' | 'subtitle' | 'titleSizeMm' | 'titleColor' | 'titleOpacity' | 'titlePosition'
>;

/** A layout's title setting for absent options. */
export interface TitleDefaults extends Omit<TitleSetting, 'align'> {
  readonly position: TitlePosition;
}

/** A title and its subtitle, in position. */
export interface TitleBlock {
  /** One or two outlines. */
  readonly marks: readonly Path[];
  /** The box that holds their ink. */
  readonly box: Box;
  /** Font size of the title. */
  readonly sizeMm: number;
}

/** Font size of the subtitle and the space above it, as shares of the title's font size. */
const SUBTITLE_SIZE = 0.34;
const SUBTITLE_GAP = 0.42;
/** Space between letters of the subtitle, ems. */
const SUBTITLE_TRACKING = 0.06;

/**
 * Set a title and its subtitle as large as their box and the options allow.
 *
 * @param fonts tried in order for each letter; at least one if there is text.
 * @returns null if there is no ink.
 * @throws {RenderError} `font-missing` if no font has a character.
 */
export function setTitleBlock(
  options: TitleOptions,
  fonts: readonly Font[],
  { position: usual, ...setting }: TitleDefaults,
): TitleBlock | null {
  const { title, subtitle, titleSizeMm, titleColor, titleOpacity, titlePosition } = options;
  const position = titlePosition ?? usual;
  const align = position.endsWith('left') ? 'left' : position.endsWith('right') ? 'right' : 'center';
  const { box } = setting;
  const look = {
    ...setting,
    maxSizeMm: titleSizeMm ?? setting.maxSizeMm,
    color: titleColor ?? setting.color,
    opacity: titleOpacity ?? setting.opacity,
  };
  const hasSubtitle = subtitle.trim() !== '';
  // Reserve space for the subtitle, about its height: a fifth for a title of two lines.
  const room = hasSubtitle ? { ...box, height: box.height * 0.8 } : box;
  const main = setTitle(title, fonts, { ...look, align, box: room });
  const sizeMm = main?.sizeMm ?? look.maxSizeMm * SUBTITLE_SIZE;
  const below = hasSubtitle
    ? setTitle(keepOnLine(subtitle), fonts, {
        ...look,
        align,
        tracking: SUBTITLE_TRACKING,
        maxSizeMm: main === null ? sizeMm : sizeMm * SUBTITLE_SIZE,
        box: { ...box, height: box.height * 0.2 },
      })
    : null;
  const paths = [main?.path, below?.path].filter((path) => path !== undefined);
  if (paths.length === 0) return null;
  const gap = SUBTITLE_GAP * sizeMm;
  const height = paths.reduce((sum, path) => sum + path.box.height, 0) + gap * (paths.length - 1);
  let y = placeInBox(box, height, position, paths.length === 1 ? paths[0]!.box.y : undefined);
  const marks = paths.map((path) => {
    const moved = movePath(path, y - path.box.y);
    y += path.box.height + gap;
    return moved;
  });
  return { marks, box: surroundBoxes(marks.map((mark) => mark.box)), sizeMm };
}

/** A subtitle stays on one line, smaller if it is long; its own line breaks are kept. */
const keepOnLine = (text: string): string => text.replaceAll(' ', '\u00a0');

/**
 * Find the top of a block of that height. A single centred title keeps its optical position, which
 * cannot be computed from its ink.
 */
function placeInBox(box: Box, height: number, position: TitlePosition, centered: number | undefined): number {
  if (position.startsWith('top')) return box.y;
  if (position.startsWith('bottom')) return box.y + box.height - height;
  return centered ?? box.y + (box.height - height) / 2;
}

function movePath(path: Path, by: number): Path {
  if (by === 0) return path;
  const segments = placePath(path.segments, { x: 0, y: by, scale: 1 });
  return { ...path, segments, box: { ...path.box, y: path.box.y + by } };
}
