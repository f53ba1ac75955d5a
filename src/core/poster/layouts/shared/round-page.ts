import type { Font } from '../../../type/index.ts';
import type { ResolvedOptions } from '../../options/options.ts';
import { clipBox, insetBox, type Page } from '../../options/page.ts';
import type { Box, Mark } from '../../scene/scene.ts';
import { fitRing, type Point, polarPoint } from '../../shapes/polar.ts';
import { setTitleBlock, type TitleBlock } from '../../text/title-block.ts';

/** Ground around a picture that does not reach the edges, a share of the shorter side. */
const AIR = 0.065;
/**
 * Height of the room of a title below the picture, and its largest font size: shares of the shorter
 * side.
 */
const BELOW = 0.15;
const BELOW_SIZE = 0.055;
/** The title's line above a picture. */
const ABOVE = 0.1;
const ABOVE_SIZE = 0.045;
/**
 * An arc of less than this has no middle that holds a title; up to the second one the middle is
 * half a disc. Degrees.
 */
const MIN_MIDDLE = 180;
const MAX_HALF = 240;
/** The largest circle in half a disc, a share of the disc's radius. */
const HALF_CIRCLE = 0.5;
/** How far a title in the middle stays from what is around it: share of the free radius. */
const MIDDLE_REACH = 0.8;
/** Its largest font size, a share of the free radius. */
const MIDDLE_SIZE = 0.36;
/**
 * Forms of the room in the middle that are tried, height by width: from one line to a square of
 * many.
 */
const MIDDLE_FORMS = [0.25, 0.4, 0.6, 0.8, 1] as const;

/** Tell whether the title stands in the middle of a ring: of a narrow arc the middle holds none. */
export function isMiddleFree({ titleStyle, arc }: Pick<ResolvedOptions, 'titleStyle' | 'arc'>): boolean {
  return titleStyle === 'middle' && arc >= MIN_MIDDLE;
}

/**
 * Tell how high a page is that part of a ring fits well, and its title.
 *
 * @param width of the page, millimetres, like the result.
 * @param hole inner radius of what is drawn, a share of the outer one.
 */
export function heightOfArc(width: number, hole: number, arc: number): number {
  const { box } = fitRing({ x: 0, y: 0, width, height: 1e9 }, hole, arc < 360 ? -arc / 2 : 0, arc);
  const air = 2 * AIR * width;
  const below = arc < MIN_MIDDLE ? BELOW * width : 0;
  return Math.min(width, Math.round((width - air) * (box.height / width) + air + below));
}

/** The room of a picture that does not reach the edges of its page. */
export function airyRoom({ area, trim }: Page): Box {
  return clipBox(area, insetBox(trim, AIR * Math.min(trim.width, trim.height)));
}

/** A picture's room, and the title beside it, if there is any. */
export interface TitledRoom {
  readonly room: Box;
  readonly title: readonly Mark[];
}

/** Set the title below a picture. */
export function setTitleBelow(options: ResolvedOptions, fonts: readonly Font[]): TitledRoom {
  return setBeside(options, fonts, BELOW, BELOW_SIZE, 'below');
}

/** Set the title above a picture. */
export function setTitleAbove(options: ResolvedOptions, fonts: readonly Font[]): TitledRoom {
  return setBeside(options, fonts, ABOVE, ABOVE_SIZE, 'above');
}

function setBeside(
  options: ResolvedOptions,
  fonts: readonly Font[],
  share: number,
  size: number,
  side: 'above' | 'below',
): TitledRoom {
  const { page, theme } = options;
  const room = airyRoom(page);
  const inner = clipBox(room, page.safe);
  const unit = Math.min(page.trim.width, page.trim.height);
  const height = Math.min(share * unit * (options.subtitle === '' ? 1 : 1.25), inner.height / 3);
  const y = side === 'above' ? inner.y : inner.y + inner.height - height;
  const set = setTitleBlock(options, fonts, {
    box: { ...inner, y, height: height * 0.7 + (side === 'above' ? 0 : 0.3 * height) },
    maxSizeMm: size * unit,
    position: side === 'above' ? 'top-left' : 'bottom',
    leading: 1.25,
    tracking: 0.04,
    color: theme.ink,
    opacity: 0.9,
  });
  if (set === null) return { room, title: [] };
  const top = side === 'above' ? y + height : room.y;
  const bottom = side === 'above' ? room.y + room.height : y;
  return { room: { ...room, y: top, height: bottom - top }, title: set.marks };
}

/** Boxes within a circle, from one for a single line to one for many. */
export function boxesInCircle({ x, y }: Point, radius: number): Box[] {
  return MIDDLE_FORMS.map((form) => {
    const half = (radius * MIDDLE_REACH) / Math.hypot(1, form);
    return { x: x - half, y: y - half * form, width: 2 * half, height: 2 * half * form };
  });
}

/** Boxes within the upper half of a circle, that stand on its middle. */
function boxesInHalfCircle({ x, y }: Point, radius: number): Box[] {
  return MIDDLE_FORMS.map((form) => {
    const half = (radius * MIDDLE_REACH) / Math.hypot(1, 2 * form);
    return { x: x - half, y: y - 2 * half * form, width: 2 * half, height: 2 * half * form };
  });
}

/**
 * Set the title in the hole of a ring, or of a part of one: in that part of the hole that is
 * surrounded.
 */
export function setTitleInHole(
  options: ResolvedOptions,
  fonts: readonly Font[],
  center: Point,
  radius: number,
): readonly Mark[] {
  const { arc, rotate } = options;
  if (arc < MAX_HALF && rotate === 0) {
    return setTitleMiddle(options, fonts, boxesInHalfCircle(center, radius), radius * HALF_CIRCLE);
  }
  // Of half a ring, half a disc; of three quarters, nearly all.
  const closed = (arc - MIN_MIDDLE) / (360 - MIN_MIDDLE);
  const free = radius * (HALF_CIRCLE + (1 - HALF_CIRCLE) * closed);
  const middle = polarPoint(center, radius - free, rotate);
  return setTitleMiddle(options, fonts, boxesInCircle(middle, free), free);
}

/**
 * Set the title in the middle of a picture, in that one of some boxes in which it becomes largest.
 *
 * @param radius of the free room: letters are not so large that they look lost in it.
 */
export function setTitleMiddle(
  options: ResolvedOptions,
  fonts: readonly Font[],
  boxes: readonly Box[],
  radius: number,
): readonly Mark[] {
  let best: TitleBlock | null = null;
  for (const box of boxes) {
    const set = setTitleBlock(options, fonts, {
      box,
      maxSizeMm: MIDDLE_SIZE * radius,
      position: 'center',
      leading: 1.2,
      tracking: 0.02,
      color: options.theme.ink,
      opacity: 0.9,
    });
    if (set === null) return [];
    if (best === null || set.sizeMm > best.sizeMm * 1.02) best = set;
  }
  return best!.marks;
}
