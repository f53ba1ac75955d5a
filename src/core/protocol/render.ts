import { expectField, expectObject, isObject, isText } from './json.ts';
import { MessageError } from './message-error.ts';

/**
 * Maximum size of a body: several times the largest fingerprint that the defaults make, pictures
 * included.
 */
export const MAX_BODY_BYTES: number = 32 * 2 ** 20;

/** Maximum length of a text option, characters. */
const MAX_TEXT = 2000;

/** A length in millimetres, centimetres, inches, or pixels of the resolution. */
export interface DrawingSize {
  readonly width: { readonly value: number; readonly unit: 'mm' | 'cm' | 'in' | 'px' };
  readonly height: { readonly value: number; readonly unit: 'mm' | 'cm' | 'in' | 'px' };
}

/**
 * Options of drawing a fingerprint, with the names of `PictureOptions` of `app`, which checks their
 * values: `layout`, `colors`, `rank`, `order`, `swatch`, `title`, `titleStyle`, `size`, `dpi` and
 * others. Absent ones have their defaults.
 */
export type DrawingOptions = Readonly<Record<string, string | number | boolean | DrawingSize>>;

/**
 * Parse drawing options from a URL and check their types.
 *
 * @param text JSON.
 * @throws {MessageError}
 */
export function parseDrawingOptions(text: string): DrawingOptions {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MessageError('malformed', '`options`: expected JSON');
  }
  const options = expectObject(value, 'options');
  for (const [name, option] of Object.entries(options)) {
    expectField(/^[a-z][A-Za-z]{0,40}$/.test(name), 'options', 'names of options', name);
    if (name === 'size') expectField(isSize(option), name, '{width, height}, each a {value, unit}', option);
    else if (isText(option)) expectField(option.length <= MAX_TEXT, name, `at most ${MAX_TEXT} characters`, option);
    else expectField(isPlain(option), name, 'a string, a number, true or false', option);
  }
  return options as DrawingOptions;
}

const isPlain = (value: unknown): boolean => typeof value === 'boolean' || Number.isFinite(value);

const isSize = (value: unknown): boolean => isObject(value) && isLength(value.width) && isLength(value.height);

const isLength = (value: unknown): boolean =>
  isObject(value) && Number.isFinite(value.value) && ['mm', 'cm', 'in', 'px'].includes(value.unit as string);
