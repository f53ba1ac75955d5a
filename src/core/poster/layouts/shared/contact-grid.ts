import type { Box } from '../../scene/scene.ts';

export interface GridNeeds {
  /** Width of a frame divided by its height. */
  readonly proportion: number;
  /** Horizontal gap between frames, as a share of a frame's width. The vertical gap is equal. */
  readonly gap: number;
  /** Height of the caption below each frame, as a share of the square root of its area. */
  readonly caption: number;
  /** The shorter side of the page, millimetres. */
  readonly unit: number;
  /** Number of frames available. */
  readonly most: number;
  /** Requested number of frames. If it is above the number available, all are shown. */
  readonly asked: number | 'all';
}

export interface Grid {
  /** Number of frames shown. */
  readonly count: number;
  readonly across: number;
  /** Square root of a frame's area, millimetres. */
  readonly side: number;
  /** One per frame, without its caption. */
  readonly boxes: readonly Box[];
}

/**
 * Usual size of a frame if no number is requested: square root of its area, as a share of the
 * page's shorter side, between limits in millimetres.
 */
const SIDE = 0.125;
const MIN_SIDE = 16;
const MAX_SIDE = 48;

/**
 * How much gaps may grow beyond the requested size so that a grid fills its room: between rows as a
 * share of a frame's height, between columns as a share of its width.
 */
const AIR = 0.6;

/**
 * Choose the number of frames and their size: as large as possible, in full rows unless a number is
 * requested.
 */
export function chooseGrid(room: Box, needs: GridNeeds): Grid {
  const { most, asked } = needs;
  const tried = Array.from({ length: asked === 'all' ? most : Math.min(asked, most) }, (_, i) =>
    asked === 'all' ? fillRoom(room, needs, i + 1) : fitCount(room, needs, i + 1, Math.min(asked, most)),
  );
  const best = tried.reduce((one, other) => (other.worth > one.worth ? other : one));
  return placeFrames(room, needs, best);
}

interface Rows {
  readonly across: number;
  readonly count: number;
  readonly side: number;
  readonly worth: number;
}

/** Find the number of full rows that the room holds. */
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

/** Find the largest size at which that many frames fit. */
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
