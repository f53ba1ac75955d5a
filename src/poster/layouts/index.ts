import type { Layout } from './layout.ts';
import { squareLayout } from './square.ts';
import { stripLayout } from './strip.ts';

/** Every layout by its name. */
export const LAYOUTS: Readonly<Record<string, Layout>> = Object.freeze({ square: squareLayout, strip: stripLayout });
