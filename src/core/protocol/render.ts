import * as v from 'valibot';
import { type Length, type Option, type OptionTable, PANEL_OPTIONS, PICTURE_OPTIONS } from '../options/index.ts';
import { kindOf, plainObject } from '../schema/index.ts';
import { MessageError } from './message-error.ts';
import { parseMessage } from './parse-message.ts';

/**
 * Maximum size of a body: several times the largest fingerprint that the defaults make, pictures
 * included.
 */
export const MAX_BODY_BYTES: number = 32 * 2 ** 20;

/** Maximum size of the compressed fingerprints of a panel. */
export const MAX_PANEL_BYTES: number = 128 * 2 ** 20;

/** Maximum number of films in a panel. */
export const MAX_PANEL_FILMS = 500;

/** After each fingerprint of a panel. JSON never contains it. */
export const PANEL_SEPARATOR = '\0';

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
export type DrawingOptions = Readonly<Record<string, string | number | boolean | Length | DrawingSize>>;

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
export const parseDrawingOptions = (json: string): DrawingOptions => parseOptions(json, PICTURE_OPTIONS);

/** Check the kinds of panel options, as {@link parseDrawingOptions}. @throws {MessageError} */
export const parsePanelOptions = (json: string): DrawingOptions =>
  parseOptions(json, { ...PICTURE_OPTIONS, ...PANEL_OPTIONS });

function parseOptions(json: string, table: OptionTable): DrawingOptions {
  const options = parseMessage(drawingOptions, parseJson(json), 'options');
  for (const [name, value] of Object.entries(options)) {
    const option: Option | undefined = Object.hasOwn(table, name) ? table[name] : undefined;
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
