import { LUMA_WEIGHTS, type LumaWeights, linearToSrgb, power, srgbToLinear } from '../../../color/index.ts';

/** What takes the codes of A to those of B. Each is a defect of B or the opposite defect of A. */
export type CodeRelation = 'brighten' | 'darken' | 'expand' | 'compress' | '601-to-709' | '709-to-601' | 'swap';

/** What a defect of B does to R'G'B' code values, 0 to 1. Results are not clamped. */
export type CodeError = (r: number, g: number, b: number) => readonly [r: number, g: number, b: number];

/** The forms in which relations are met. */
export const CODE_ERRORS: readonly { readonly relation: CodeRelation; readonly error: CodeError }[] = [
  // The curve of sRGB, of BT.709's camera and of plain powers: see each standard.
  ...[linearToSrgb, encodeBt709, (v: number) => power(v, 1 / 2.2), (v: number) => power(v, 1 / 2.4)].map((curve) => ({
    relation: 'brighten' as const,
    error: perChannel(curve),
  })),
  ...[srgbToLinear, decodeBt709, (v: number) => power(v, 2.2), (v: number) => power(v, 2.4)].map((curve) => ({
    relation: 'darken' as const,
    error: perChannel(curve),
  })),
  // Read in Y'CbCr, where chroma has 224 steps, or in R'G'B' (a display set to the wrong range).
  { relation: 'expand', error: scaleYcbcr(255 / 219, -16 / 219, 255 / 224) },
  { relation: 'expand', error: perChannel((v) => (255 * v - 16) / 219) },
  { relation: 'compress', error: scaleYcbcr(219 / 255, 16 / 255, 224 / 255) },
  { relation: 'compress', error: perChannel((v) => (219 * v + 16) / 255) },
  { relation: '601-to-709', error: recode(LUMA_WEIGHTS.smpte170m, LUMA_WEIGHTS.bt709) },
  { relation: '709-to-601', error: recode(LUMA_WEIGHTS.bt709, LUMA_WEIGHTS.smpte170m) },
  { relation: 'swap', error: (r, g, b) => [b, g, r] },
];

function perChannel(curve: (value: number) => number): CodeError {
  return (r, g, b) => [curve(r), curve(g), curve(b)];
}

// ITU-R BT.709-6, item 1.2.
function encodeBt709(light: number): number {
  return light < 0.018 ? 4.5 * light : 1.099 * power(light, 0.45) - 0.099;
}

function decodeBt709(code: number): number {
  return code < 0.081 ? code / 4.5 : power((code + 0.099) / 1.099, 1 / 0.45);
}

function toYcbcr(r: number, g: number, b: number, { kr, kb }: LumaWeights): readonly [number, number, number] {
  const y = kr * r + (1 - kr - kb) * g + kb * b;
  return [y, (b - y) / (2 * (1 - kb)), (r - y) / (2 * (1 - kr))];
}

function fromYcbcr(y: number, cb: number, cr: number, { kr, kb }: LumaWeights): readonly [number, number, number] {
  const r = y + 2 * (1 - kr) * cr;
  const b = y + 2 * (1 - kb) * cb;
  return [r, (y - kr * r - kb * b) / (1 - kr - kb), b];
}

function scaleYcbcr(luma: number, offset: number, chroma: number): CodeError {
  return (r, g, b) => {
    const [y, cb, cr] = toYcbcr(r, g, b, LUMA_WEIGHTS.bt709);
    return fromYcbcr(luma * y + offset, chroma * cb, chroma * cr, LUMA_WEIGHTS.bt709);
  };
}

/** Codes that were made with some luma weights and read with others. */
function recode(made: LumaWeights, read: LumaWeights): CodeError {
  return (r, g, b) => fromYcbcr(...toYcbcr(r, g, b, made), read);
}
