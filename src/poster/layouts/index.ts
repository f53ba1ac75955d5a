import type { Layout } from './layout.ts';
import { planesLayout } from './planes.ts';
import { radialLayout } from './radial.ts';
import { ringLayout } from './ring.ts';
import { spiralLayout } from './spiral.ts';
import { squareLayout } from './square.ts';
import { stripLayout } from './strip.ts';
import { waveLayout } from './wave.ts';

/** Every layout by its name. */
export const LAYOUTS: Readonly<Record<string, Layout>> = Object.freeze({
  square: squareLayout,
  strip: stripLayout,
  ring: ringLayout,
  spiral: spiralLayout,
  wave: waveLayout,
  radial: radialLayout,
  planes: planesLayout,
});
