import type { ColorMark } from './color-marks.ts';

/** A point in a plot: shares from its left and from its bottom. */
export type PlotPoint = readonly [x: number, y: number];

export interface ColorPlane {
  /** Names of the horizontal and vertical axes; null if both are oblique. */
  readonly names: readonly [across: string, up: string] | null;
  place(mark: ColorMark): PlotPoint;
  /** Painting order of marks by their depth, if it is not the heaviest first. */
  depth?(mark: ColorMark): number;
  /** Hairlines. */
  readonly lines: readonly (readonly PlotPoint[])[];
}

/**
 * Minimum and maximum chroma of a perceptual plane. The minimum keeps the noise of a grey film
 * small; no sRGB colour lies beyond the maximum.
 */
const MIN_CHROMA = 0.1;
const MAX_CHROMA = 0.33;
/** Free space beyond the mark with the highest chroma. */
const HEADROOM = 1.12;
/** Distance between circles of equal chroma. */
const CHROMA_STEP = 0.05;

/**
 * Set up the planes for the colours of a film: the planes of sRGB's channels, the perceptual planes
 * up to the film's chroma, and the solid.
 */
export function planColorPlanes(marks: readonly ColorMark[]): ColorPlane[] {
  const most = Math.max(MIN_CHROMA, ...marks.map(({ lab: [, a, b] }) => Math.hypot(a, b)));
  const reach = Math.min(MAX_CHROMA, most * HEADROOM);
  return [
    channelPlane(0, 2),
    channelPlane(1, 2),
    channelPlane(0, 1),
    hueChromaPlane(reach),
    lightnessPlane(reach),
    colorSolid(),
  ];
}

const CHANNELS = ['red', 'green', 'blue'] as const;

function channelPlane(across: 0 | 1, up: 1 | 2): ColorPlane {
  return {
    names: [CHANNELS[across], CHANNELS[up]],
    place: ({ rgb }) => [rgb[across] / 255, rgb[up] / 255],
    lines: [
      [
        [0, 0],
        [1, 1],
      ],
    ],
  };
}

function hueChromaPlane(reach: number): ColorPlane {
  const circles = [];
  for (let chroma = CHROMA_STEP; chroma <= reach; chroma += CHROMA_STEP) circles.push(circle(chroma / (2 * reach)));
  return {
    names: ['green to red', 'blue to yellow'],
    place: ({ lab: [, a, b] }) => [0.5 + a / (2 * reach), 0.5 + b / (2 * reach)],
    lines: [
      [
        [0, 0.5],
        [1, 0.5],
      ],
      [
        [0.5, 0],
        [0.5, 1],
      ],
      ...circles,
    ],
  };
}

function circle(radius: number): PlotPoint[] {
  return Array.from({ length: 91 }, (_, i) => {
    const angle = (i * 4 * Math.PI) / 180;
    return [0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)] as const;
  });
}

function lightnessPlane(reach: number): ColorPlane {
  return {
    names: ['chroma', 'lightness'],
    place: ({ lab: [L, a, b] }) => [Math.hypot(a, b) / reach, L],
    lines: [],
  };
}

/**
 * The cube of sRGB codes stands on black, with white at the top. The viewer looks between red and
 * yellow, from slightly above. Radians.
 */
const AZIMUTH = (-20 * Math.PI) / 180;
const TILT = (16 * Math.PI) / 180;

/** A point in the cube, each coordinate 0 to 1. */
type Codes = readonly [number, number, number];

/** All sRGB colours as a solid, its edges as lines. */
function colorSolid(): ColorPlane {
  const turn = ([r, g, b]: Codes) => {
    // The vertical axis runs from black to white; the other two lie across it.
    const up = (r + g + b) / Math.sqrt(3) - Math.sqrt(3) / 2;
    const [east, south] = [(r - b) / Math.SQRT2, (2 * g - r - b) / Math.sqrt(6)];
    const across = east * Math.cos(AZIMUTH) + south * Math.sin(AZIMUTH);
    const far = south * Math.cos(AZIMUTH) - east * Math.sin(AZIMUTH);
    return {
      x: across,
      y: up * Math.cos(TILT) + far * Math.sin(TILT),
      far: far * Math.cos(TILT) - up * Math.sin(TILT),
    };
  };
  const edges = cubeEdges().map((edge) => edge.map(turn));
  const reach = Math.max(...edges.flat().flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]));
  const toPlot = ({ x, y }: { x: number; y: number }): PlotPoint => [0.5 + x / (2 * reach), 0.5 + y / (2 * reach)];
  const placeMark = ({ rgb: [r, g, b] }: ColorMark) => turn([r / 255, g / 255, b / 255]);
  return {
    names: null,
    place: (mark) => toPlot(placeMark(mark)),
    depth: (mark) => -placeMark(mark).far,
    lines: edges.map((edge) => edge.map(toPlot)),
  };
}

function cubeEdges(): [Codes, Codes][] {
  const corners = Array.from({ length: 8 }, (_, i): Codes => [i & 1, (i >> 1) & 1, i >> 2]);
  return corners.flatMap((corner, i) =>
    [1, 2, 4].filter((bit) => (i & bit) === 0).map((bit): [Codes, Codes] => [corner, corners[i | bit]!]),
  );
}
