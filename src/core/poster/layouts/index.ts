import { barcodeLayout } from './barcode.ts';
import { contactLayout } from './contact.ts';
import { paletteLayout } from './palette.ts';
import { planesLayout } from './planes.ts';
import { radialLayout } from './radial.ts';
import { ringLayout } from './ring.ts';
import type { Layout } from './shared/layout.ts';
import { sharesLayout } from './shares.ts';
import { spiralLayout } from './spiral.ts';
import { squareLayout } from './square.ts';
import { stackLayout } from './stack.ts';
import { stripLayout } from './strip.ts';
import { timelineLayout } from './timeline.ts';
import { waveLayout } from './wave.ts';

export const LAYOUTS: Readonly<Record<string, Layout>> = Object.freeze({
  square: squareLayout,
  strip: stripLayout,
  stack: stackLayout,
  shares: sharesLayout,
  barcode: barcodeLayout,
  ring: ringLayout,
  spiral: spiralLayout,
  wave: waveLayout,
  radial: radialLayout,
  planes: planesLayout,
  timeline: timelineLayout,
  palette: paletteLayout,
  contact: contactLayout,
});
