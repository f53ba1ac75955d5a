import { FormatError } from './format-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
export const isPositive = (value: unknown): boolean => isNumber(value) && value > 0;
export const isAmount = (value: unknown): boolean => isNumber(value) && value >= 0;
export const isNatural = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
export const isRatio = (value: unknown): boolean => isObject(value) && isPositive(value.num) && isPositive(value.den);
export const isColor = (value: unknown): boolean => isText(value) && /^#[0-9a-f]{6}$/.test(value);
export const isShare = (value: unknown): boolean => isNumber(value) && value > 0 && value <= 1;

export function check(isRight: boolean, where: string, expected: string): void {
  if (!isRight)
    throw new FormatError('not-a-fingerprint', `not a whole fingerprint: \`${where}\`: expected ${expected}`);
}

export function checkObject(value: unknown, where: string): JsonObject {
  check(isObject(value), where, 'an object');
  return value as JsonObject;
}

/** First characters of image files in base64. */
export const JPEG_START = '/9j/';
export const PNG_START = 'iVBORw0KGgo';
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

export const isFile = (value: unknown, start: string): boolean =>
  typeof value === 'string' && value.startsWith(start) && value.length % 4 === 0 && BASE64.test(value);
