import type { Box } from '../../scene/scene.ts';

/** What a grid of frames has to hold. */
export interface GridNeeds {
  /** Width of a frame by its height. */
  readonly proportion: number;
  /** Between frames across, a share of a frame's width; as much is free between rows. */
  readonly gap: number;
  /** Height of what is below each frame, a share of the square root of its area. */
  readonly caption: number;
  /** The shorter side of the page, millimetres. */
  readonly unit: number;
  /** How many frames there are. */
  readonly most: number;
  /** How many are to be shown; fewer where there are fewer. */
  readonly asked: number | 'all';
}

/** Frames in rows. */
export interface Grid {
  /** How many are shown. */
  readonly count: number;
  readonly across: number;
  /** Square root of a frame's area, millimetres. */
  readonly side: number;
  /** Of each frame, its caption apart. */
  readonly boxes: readonly Box[];
}

/**
 * A frame is about this large unless so many are asked for: square root of its area, a share of the
 * page's shorter side, between limits in millimetres.
 */
const SIDE = 0.125;
const MIN_SIDE = 16;
const MAX_SIDE = 48;

/**
 * How much more gaps between rows may become than asked for, a share of a frame's height, and
 * between columns, of its width, so that a grid fills its room.
 */
const AIR = 0.6;

/**
 * Choose how many frames there are, and how large: as large as can be, in rows that are full unless
 * a number is asked for.
 */
export function chooseGrid(room: Box, needs: GridNeeds): Grid {
  const { most, asked } = needs;
  const tried = Array.from({ length: asked === 'all' ? most : Math.min(asked, most) }, (_, i) =>
    asked === 'all' ? fillRoom(room, needs, i + 1) : fitCount(room, needs, i + 1, Math.min(asked, most)),
  );
  const best = tried.reduce((one, other) => (other.worth > one.worth ? other : one));
  return placeFrames(room, needs, best);
}

/** Frames in rows of so many. */
interface Rows {
  readonly across: number;
  readonly count: number;
  readonly side: number;
  readonly worth: number;
}

/** As many full rows as the room holds. */
function fillRoom(room: Box, needs: GridNeeds, across: number): Rows {
  const one = measureGrid(needs, sideOf(room, needs, across, 1), across, 1);
  const pitch = one.height + one.free;
  const down = Math.max(1, Math.min(Math.floor((room.height + one.free) / pitch), Math.floor(needs.most / across)));
  const side = sideOf(room, needs, across, down);
  const { width, height } = measureGrid(needs, side, across, down);
  const wanted = Math.min(MAX_SIDE, Math.max(MIN_SIDE, SIDE * needs.unit));
  const unfilled = 2 - width / room.width - height / room.height;
  return { across, count: across * down, side, worth: -Math.abs(Math.log(side / wanted)) - 2 * unfilled };
}

function fitCount(room: Box, needs: GridNeeds, across: number, count: number): Rows {
  const side = sideOf(room, needs, across, Math.ceil(count / across));
  return { across, count, side, worth: side };
}

function measureGrid({ proportion, gap, caption }: GridNeeds, side: number, across: number, down: number) {
  const frame = { width: side * Math.sqrt(proportion), height: side / Math.sqrt(proportion) };
  const free = gap * frame.width;
  return {
    frame,
    free,
    width: across * frame.width + (across - 1) * free,
    height: down * (frame.height + caption * side) + (down - 1) * free,
  };
}

/** The largest frames of which so many fit. */
function sideOf(room: Box, needs: GridNeeds, across: number, down: number): number {
  const { width, height } = measureGrid(needs, 1, across, down);
  return Math.min(room.width / width, room.height / height);
}

function placeFrames(room: Box, needs: GridNeeds, { across, count, side }: Rows): Grid {
  const down = Math.ceil(count / across);
  const { frame, free, width, height } = measureGrid(needs, side, across, down);
  const airX = across > 1 ? Math.min((room.width - width) / (across - 1), AIR * frame.width) : 0;
  const airY = down > 1 ? Math.min((room.height - height) / (down - 1), AIR * frame.height) : 0;
  const x = room.x + (room.width - width - airX * (across - 1)) / 2;
  const boxes = Array.from({ length: count }, (_, i) => ({
    x: x + (i % across) * (frame.width + free + airX),
    y: room.y + Math.floor(i / across) * (frame.height + needs.caption * side + free + airY),
    ...frame,
  }));
  return { count, across, side, boxes };
}
