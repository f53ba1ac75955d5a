import { barcodeLayout } from './barcode.ts';
import { contactLayout } from './contact.ts';
import type { Layout } from './layout.ts';
import { paletteLayout } from './palette.ts';
import { sharesLayout } from './shares.ts';
import { squareLayout } from './square.ts';
import { stackLayout } from './stack.ts';
import { stripLayout } from './strip.ts';
import { timelineLayout } from './timeline.ts';

/** Every layout by its name. */
export const LAYOUTS: Readonly<Record<string, Layout>> = Object.freeze({
  square: squareLayout,
  strip: stripLayout,
  stack: stackLayout,
  shares: sharesLayout,
  barcode: barcodeLayout,
  palette: paletteLayout,
  contact: contactLayout,
  timeline: timelineLayout,
});
