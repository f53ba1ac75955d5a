import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { divideColumns } from '../columns/cells.ts';
import { chooseColumns } from '../columns/columns.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Mark } from '../scene/scene.ts';
import { fitRing } from '../shapes/polar.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { airyRoom, heightOfArc, isMiddleFree, setTitleBelow, setTitleInHole } from './shared/round-page.ts';

const WIDTH = 254;
/** Radius of the hole, as a share of the ring's radius. */
const HOLE = 0.5;
/**
 * Bars around a centre, time running clockwise: a whole ring from the top, or an arc symmetrical
 * about the top, like an iris. Several colours are rings of cells, the first outermost.
 * `rotate` turns the ring; `caps` has no effect.
 */
export const ringLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: WIDTH,
  heightMm: WIDTH,
  titleStyles: ['middle', 'band'],
  isRound: true,
  heightOfArc: (arc) => heightOfArc(WIDTH, HOLE, arc),
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): Mark[] {
    const { arc: sweep, gap, page, rotate } = options;
    const from = rotate - (sweep < 360 ? sweep / 2 : 0);
    const isMiddle = isMiddleFree(options);
    const { room, title } = isMiddle ? { room: airyRoom(page), title: [] } : setTitleBelow(options, fonts);
    const place = fitRing(room, HOLE, from, sweep);
    const columns = divideColumns(chooseColumns(fingerprint, options), 'equal');
    const middle = isMiddle ? setTitleInHole(options, fonts, place, place.inner) : [];
    return [{ kind: 'ring', ...place, from, sweep, gap, ...columns }, ...title, ...middle];
  },
};
