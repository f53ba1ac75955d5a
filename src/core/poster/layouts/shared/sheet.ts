import type { Font } from '../../../type/index.ts';
import type { ResolvedOptions, TitlePosition } from '../../options/options.ts';
import { clipBox, insetBox } from '../../options/page.ts';
import type { Box, Mark } from '../../scene/scene.ts';
import { setTitleBlock } from '../../text/title-block.ts';

/**
 * Ground around everything, a share of the shorter side: a margin that was asked for may be more.
 */
const MARGIN = 0.065;
/**
 * Heights of the heading, shares of the shorter side: the first that holds the title well is taken.
 */
const HEADINGS = [0.075, 0.12, 0.18] as const;
/**
 * Font sizes of the title, shares of the shorter side: at most, and below what the heading grows.
 */
const MAX_SIZE = 0.05;
const MIN_SIZE = 0.026;
/** Between the heading and what follows, a share of the shorter side. */
const GAP = 0.045;

/** A page of things to be read: its heading, and the room that is left. */
export interface Sheet {
  readonly heading: readonly Mark[];
  readonly room: Box;
  /** The shorter side of the page, millimetres: what sizes on it are shares of. */
  readonly unit: number;
}

/**
 * Set a heading above, or below where the title's position is at the bottom, margins all around.
 */
export function layoutSheet(options: ResolvedOptions, fonts: readonly Font[]): Sheet {
  const { trim, safe } = options.page;
  const unit = Math.min(trim.width, trim.height);
  const room = clipBox(safe, insetBox(trim, MARGIN * unit));
  const position = placeHeading(options.titlePosition);
  const isBelow = position.startsWith('bottom');
  for (const share of HEADINGS) {
    const height = Math.min(share * unit, room.height / 3);
    const box = { ...room, height, y: isBelow ? room.y + room.height - height : room.y };
    const maxSizeMm = MAX_SIZE * unit;
    const look = { leading: 1.25, tracking: 0.02, color: options.theme.ink, opacity: 1 };
    const set = setTitleBlock({ ...options, titlePosition: position }, fonts, { box, maxSizeMm, position, ...look });
    if (set === null) break;
    if (share !== HEADINGS.at(-1) && set.sizeMm < (options.titleSizeMm ?? MIN_SIZE * unit)) continue;
    const taken = GAP * unit + (isBelow ? room.y + room.height - set.box.y : set.box.y + set.box.height - room.y);
    const rest = { ...room, height: Math.max(0, room.height - taken), y: isBelow ? room.y : room.y + taken };
    return { heading: set.marks, room: rest, unit };
  }
  return { heading: [], room, unit };
}

/** A heading is above unless it is to be below. */
function placeHeading(asked: TitlePosition | null): TitlePosition {
  if (asked === null || asked === 'left') return 'top-left';
  return asked === 'right' ? 'top-right' : asked === 'center' ? 'top' : asked;
}
