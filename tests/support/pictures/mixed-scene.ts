import type { Mark, Path, PathSegment, Scene } from '#core/poster/index';
import { encodePng } from '#node/raster/index';

/** A disc of two arcs. */
const disc = (x: number, y: number, radius: number): PathSegment[] => [
  ['M', x - radius, y],
  ['A', radius, radius, 0, 0, 1, x + radius, y],
  ['A', radius, radius, 0, 0, 1, x - radius, y],
  ['Z'],
];

/** A scene of 100 x 80 mm that has every kind of mark, with curves of every kind in it. */
export async function mixedScene(): Promise<Scene> {
  const columns = 24;
  const cells = {
    columns,
    starts: Uint32Array.from({ length: columns + 1 }, (_, i) => 2 * i),
    colors: Uint32Array.from({ length: 2 * columns }, (_, i) => ((i * 2654435761) >>> 8) & 0xffffff),
    bottoms: Float64Array.from({ length: 2 * columns }, (_, i) => (i % 2 === 0 ? 0.3 + (i % 7) / 20 : 1)),
  };
  const data = Uint8Array.from({ length: 3 * 12 * 8 }, (_, i) => 40 + Math.floor(i / 3) * 2 + 20 * (i % 3));
  const bytes = await encodePng({ width: 12, height: 8, data });
  const image = { bytes, type: 'image/png', width: 12, height: 8 } as const;
  const letters: Path = {
    kind: 'path',
    segments: [
      ['M', 60, 8],
      ['Q', 66, 2, 72, 8],
      ['C', 76, 12, 76, 18, 72, 22],
      ['L', 60, 22],
      ['L', 60, 8],
      ['Z'],
      ['M', 64, 11],
      ['L', 64, 18],
      ['L', 69, 18],
      ['L', 69, 11],
      ['Z'],
    ],
    box: { x: 60, y: 2, width: 16, height: 20 },
    color: '#f0e8d0',
    opacity: 0.7,
  };
  const marks: Mark[] = [
    { kind: 'rect', box: { x: 4, y: 4, width: 40, height: 24 }, color: '#803020' },
    { kind: 'bars', box: { x: 8, y: 8, width: 36, height: 12 }, gap: 0, direction: 'right', ...cells },
    {
      kind: 'ring',
      box: { x: 4, y: 34, width: 40, height: 40 },
      x: 24,
      y: 54,
      inner: 8,
      outer: 20,
      from: -90,
      sweep: 300,
      gap: 0,
      ...cells,
    },
    letters,
    {
      kind: 'stroke',
      segments: [
        ['M', 50, 30],
        ['L', 90, 30],
        ['L', 70, 44],
      ],
      box: { x: 49, y: 29, width: 46, height: 16 },
      color: '#40c0a0',
      opacity: 0.6,
      widthMm: 1.5,
      cap: 'round',
    },
    {
      kind: 'group',
      box: { x: 48, y: 48, width: 30, height: 30 },
      marks: [
        {
          kind: 'path',
          segments: disc(58, 58, 8),
          box: { x: 50, y: 50, width: 16, height: 16 },
          color: '#d0b020',
          opacity: 1,
        },
        {
          kind: 'stroke',
          segments: [
            ['M', 50, 70],
            ['L', 76, 70],
          ],
          box: { x: 49, y: 69, width: 28, height: 2 },
          color: '#ffffff',
          opacity: 1,
          widthMm: 1,
          cap: 'round',
          dash: [0, 2.5],
        },
      ],
    },
    { kind: 'image', box: { x: 76, y: 50, width: 18, height: 12 }, image, turnDegrees: 90 },
  ];
  return {
    widthMm: 100,
    heightMm: 80,
    trim: { x: 0, y: 0, width: 100, height: 80 },
    title: 'Mixed',
    description: '',
    background: '#2a3040',
    marks,
  };
}
