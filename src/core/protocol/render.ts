import * as v from 'valibot';
import { type Option, PICTURE_OPTIONS } from '../options/index.ts';
import { kindOf, parseMessage, plainObject } from './message.ts';
import { MessageError } from './message-error.ts';

/**
 * Maximum size of a body: several times the largest fingerprint that the defaults make, pictures
 * included.
 */
export const MAX_BODY_BYTES: number = 32 * 2 ** 20;

/** A size in millimetres, centimetres, inches, or pixels of the resolution. */
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

const NAME = /^[a-z][A-Za-z]{0,40}$/;

/** The poster rejects names that are not in `PICTURE_OPTIONS`. */
const drawingOptions = v.pipe(
  plainObject,
  v.check((value) => Object.keys(value).every((name) => NAME.test(name)), 'expected names of options'),
);

/**
 * Check the kinds of drawing options, as they come in a URL.
 *
 * @param json JSON.
 * @throws {MessageError}
 */
export function parseDrawingOptions(json: string): DrawingOptions {
  const options = parseMessage(drawingOptions, parseJson(json), 'options');
  for (const [name, value] of Object.entries(options)) {
    const option: Option | undefined = Object.hasOwn(PICTURE_OPTIONS, name)
      ? PICTURE_OPTIONS[name as keyof typeof PICTURE_OPTIONS]
      : undefined;
    if (option !== undefined) parseMessage(kindOf(option), value, name);
  }
  return options as DrawingOptions;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new MessageError('malformed', '`options`: expected JSON');
  }
}
