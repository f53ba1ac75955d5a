// The part of fontkit that this room uses. The package's own types (@types/fontkit) pull in Node's, which would let every
// room below the pure line use `process` and `Buffer`; tsconfig.json maps the name to this file instead.

export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export interface Command {
  command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
  args: number[];
}

export interface Glyph {
  id: number;
  isMark: boolean;
  path: { commands: Command[]; bbox: Box };
}

export interface GlyphRun {
  glyphs: Glyph[];
  positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[];
}

export interface Font {
  type: string;
  fullName: string;
  unitsPerEm: number;
  ascent: number;
  descent: number;
  capHeight: number;
  xHeight: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  layout(text: string, features?: Record<string, boolean>): GlyphRun;
}

export interface FontCollection {
  fonts: Font[];
}

export function create(bytes: Uint8Array): Font | FontCollection;
