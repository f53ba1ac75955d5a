// Declares the part of bidi-js that this room uses. The package's own types describe its ES module,
// but Node loads its CommonJS module, whose default import is the function itself. tsconfig.json
// maps the name to this file instead.

export interface Bidi {
  /** One level for each UTF-16 unit; paragraphs end at line breaks. */
  getEmbeddingLevels(
    text: string,
    direction?: 'ltr' | 'rtl' | 'auto',
  ): { levels: Uint8Array; paragraphs: { start: number; end: number; level: number }[] };
}

export default function createBidi(): Bidi;
