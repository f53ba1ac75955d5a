import type { Dice } from './dice.ts';
import { type Bytes, type Color, fill, paint, render } from './paint.ts';
import { chooseInk, makeText } from './text.ts';

/** Frames of a drawn shot. */
const FRAMES = 120;
/** Most that a gradient turns from frame to frame, radians: half a turn in 80 frames. */
const MAX_TURN = 0.04;
/** Share of drawn shots in which nothing moves. */
const STILL_SHARE = 0.45;

/** The colour at each place, 0 to 1 across and down, in a frame. */
type Scene = (x: number, y: number, t: number) => Color;
type SceneMaker = (chooseColor: () => Color, dice: Dice) => Scene;

/** Draws shots that no camera took: flat colours, gradients, drawings, text and test cards. */
export type Draw = () => Bytes[];

/** Create the drawings of one stream: they share a range of colours, and mostly a kind. */
export function createDrawings(dice: Dice): Draw {
  const makers = dice.isLucky(0.5) ? [dice.pick(MAKERS)] : MAKERS;
  const isNarrow = dice.isLucky(0.25);
  const middle = dice.integer(40, 215);
  const reach = dice.integer(0, 40);
  const saturation = dice.isLucky(0.2) ? 0 : dice.between(8, 90);
  const chooseColor = (): Color => [
    isNarrow ? dice.integer(middle - reach, middle + reach) : dice.integer(0, 255),
    Math.round(128 + dice.between(-saturation, saturation)),
    Math.round(128 + dice.between(-saturation, saturation)),
  ];
  return () => {
    const scene = dice.pick(makers)(chooseColor, dice);
    const text = dice.isLucky(0.2) ? makeTextPainter(dice) : (frame: Bytes) => frame;
    const draw = (t: number) => text(render((x, y) => scene(x, y, t)));
    const isStill = dice.isLucky(STILL_SHARE);
    const first = draw(0);
    return Array.from({ length: FRAMES }, (_, t) => (isStill || t === 0 ? first : draw(t)));
  };
}

/** Draw a card with text, on black for the most part. */
export function drawTextCard(dice: Dice): Bytes[] {
  const ground: Color = dice.isLucky(0.7)
    ? [dice.integer(0, 12), 128, 128]
    : [dice.integer(0, 255), dice.integer(100, 156), dice.integer(100, 156)];
  const card = makeTextPainter(dice)(fill(ground));
  return Array.from({ length: FRAMES }, () => card);
}

function makeTextPainter(dice: Dice): (frame: Bytes) => Bytes {
  const lines = Array.from({ length: dice.integer(1, 3) }, () => [chooseInk(dice), makeText(dice)] as const);
  return (frame) => lines.reduce((under, [ink, text]) => paint(under, ink, text), frame);
}

const makeFlat: SceneMaker = (chooseColor) => {
  const color = chooseColor();
  return () => color;
};

/** Two colours that run into each other along a line or around a centre, and may drift or turn. */
const makeGradient: SceneMaker = (chooseColor, dice) => {
  const [one, other] = [chooseColor(), chooseColor()];
  const angle = dice.between(0, 2 * Math.PI);
  const turn = dice.isLucky(0.4) ? dice.between(-MAX_TURN, MAX_TURN) : 0;
  const [x0, y0] = [dice.next(), dice.next()];
  const isRound = dice.isLucky(0.3);
  const waves = dice.between(0.2, 1.6);
  const [start, drift] = [dice.next(), dice.between(-0.01, 0.01)];
  const bands = dice.isLucky(0.2) ? dice.integer(6, 40) : 256;
  const alongAt = (x: number, y: number, t: number) =>
    (x - 0.5) * Math.cos(angle + turn * t) + (y - 0.5) * Math.sin(angle + turn * t);
  return (x, y, t) => {
    const along = isRound ? Math.hypot(x - x0, y - y0) : alongAt(x, y, t);
    const share = 0.5 - 0.5 * Math.cos(2 * Math.PI * (waves * along + start + drift * t));
    return blend(one, other, Math.round(bands * share) / bands);
  };
};

/** Few colours with hard edges: shapes before a ground, of which one may move by itself. */
const makeDrawing: SceneMaker = (chooseColor, dice) => {
  const sky = dice.isLucky(0.3) ? makeGradient(chooseColor, dice) : makeFlat(chooseColor, dice);
  const [land, horizon] = [chooseColor(), dice.between(0.4, 1.2)];
  const shapes = Array.from({ length: dice.integer(1, 8) }, () => ({ color: chooseColor(), has: makeShape(dice) }));
  const actor = { color: chooseColor(), has: makeShape(dice) };
  const hasActor = dice.isLucky(0.5);
  const [panX, panY] = [dice.between(-0.004, 0.004), dice.between(-0.002, 0.002)];
  const [walkX, walkY] = [dice.between(-0.015, 0.015), dice.between(-0.006, 0.006)];
  return (x, y, t) => {
    if (hasActor && actor.has(x + walkX * (t - FRAMES / 2), y + walkY * (t - FRAMES / 2))) return actor.color;
    const [u, v] = [x + panX * t, y + panY * t];
    const shape = shapes.find(({ has }) => has(u, v));
    return shape?.color ?? (v > horizon ? land : sky(x, y, 0));
  };
};

/** A box or an ellipse. */
function makeShape(dice: Dice): (x: number, y: number) => boolean {
  const [x0, y0] = [dice.between(-0.1, 1.1), dice.between(-0.1, 1.1)];
  const [width, height] = [dice.between(0.04, 0.35), dice.between(0.06, 0.45)];
  if (dice.isLucky(0.5)) return (x, y) => Math.abs(x - x0) < width && Math.abs(y - y0) < height;
  return (x, y) => ((x - x0) / width) ** 2 + ((y - y0) / height) ** 2 < 1;
}

/** A test card: bars, stripes or checks. */
const makeBars: SceneMaker = (chooseColor, dice) => {
  const colors = Array.from({ length: dice.integer(2, 8) }, chooseColor);
  const columns = dice.integer(1, 12);
  const rows = dice.isLucky(0.5) ? 1 : dice.integer(2, 8);
  const drift = dice.isLucky(0.3) ? dice.between(-0.01, 0.01) : 0;
  return (x, y, t) => {
    const column = Math.floor(columns * (x + drift * t));
    const place = (column + Math.floor(rows * y)) % colors.length;
    return colors[(place + colors.length) % colors.length]!;
  };
};

const MAKERS: readonly SceneMaker[] = [makeFlat, makeFlat, makeGradient, makeDrawing, makeBars];

const blend = (one: Color, other: Color, share: number): Color => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
];
