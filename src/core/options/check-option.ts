import { listChoices, OptionError, showValue, wrongType, wrongValue } from './errors/option-error.ts';
import type { CropBox, Length, Option, OptionTable } from './option.ts';

/** Characters of any text at most: those of a path. */
const MAX_TEXT = 4096;

const LENGTH_UNITS: readonly string[] = ['mm', 'cm', 'in', 'pt', 'px'];

/** Describe what values an option takes, to stand after "expected". */
export function describeExpected(option: Option): string {
  switch (option.kind) {
    case 'integer': {
      const range = option.max === undefined ? `from ${option.min} up` : `from ${option.min} to ${option.max}`;
      return ['an integer ', range, ...(option.words ?? []).map((word) => `, or ${word}`)].join('');
    }
    case 'number':
      return `${option.unit} from ${option.min} to ${option.max}`;
    case 'time':
      return 'seconds from 0 up';
    case 'choice':
      return listChoices(option.choices);
    case 'switch':
      return 'true or false';
    case 'text':
      return 'a text';
    case 'color':
      return 'a colour such as #1a2b3c';
    case 'length':
      return `a length from ${option.min} to ${option.max} mm`;
    case 'size':
      return 'a width and a height, or the name of a paper';
    case 'crop':
      return 'auto, none or W:H:X:Y in whole pixels, W and H from 1 up';
  }
}

/** Whether a value is of the kind of an option, in range or not: the check of data from outside. */
export function hasKind(option: Option, value: unknown): boolean {
  switch (option.kind) {
    case 'integer':
      return Number.isInteger(value) || (typeof value === 'string' && (option.words ?? []).includes(value));
    case 'number':
    case 'time':
      return typeof value === 'number';
    case 'switch':
      return typeof value === 'boolean';
    case 'length':
      return isLength(value);
    case 'size':
      return isText(value) || isSize(value);
    case 'crop':
      return isText(value) || isCropBox(value);
    case 'choice':
    case 'text':
    case 'color':
      return isText(value);
  }
}

/**
 * Check a value against its option. Ranges of lengths and sizes are left to the code that knows the
 * resolution.
 *
 * @throws {OptionError}
 */
export function checkOption(name: string, option: Option, value: unknown): void {
  const expected = describeExpected(option);
  const isWord = option.kind === 'integer' && typeof value === 'string' && option.words?.includes(value);
  if (isWord) return;
  if (!hasType(option, value)) throw wrongType(name, expected, value);
  if (option.kind === 'text') checkText(name, option.max ?? MAX_TEXT, value as string);
  else if (!isInRange(option, value)) throw wrongValue(name, expected, showOption(option, value));
}

/**
 * Check options against their table. Absent and undefined ones are left open.
 *
 * @param names of the options to check.
 * @throws {OptionError} for the first wrong one, in the order of the table.
 */
export function checkOptions<T extends OptionTable>(
  table: T,
  options: Readonly<Record<string, unknown>> | object,
  names: readonly (keyof T & string)[] = Object.keys(table),
): void {
  const values = options as Readonly<Record<string, unknown>>;
  for (const name of names) if (values[name] !== undefined) checkOption(name, table[name]!, values[name]);
}

/** Pick the options of a table that are stated. */
export function pickOptions<T extends object>(table: OptionTable, options: T): Partial<T> {
  const stated = Object.entries(options).filter(([name, value]) => Object.hasOwn(table, name) && value !== undefined);
  return Object.fromEntries(stated) as Partial<T>;
}

/** Whether a value is of the JavaScript type that an option takes: whole or not, known or not. */
function hasType(option: Option, value: unknown): boolean {
  switch (option.kind) {
    case 'integer':
      return typeof value === 'number' || (option.words !== undefined && typeof value === 'string');
    case 'choice':
    case 'text':
    case 'color':
      return typeof value === 'string';
    case 'crop':
      return typeof value === 'string' || (typeof value === 'object' && value !== null);
    default:
      return hasKind(option, value);
  }
}

function isInRange(option: Option, value: unknown): boolean {
  switch (option.kind) {
    case 'integer':
      return Number.isInteger(value) && isWithin(value as number, option.min, option.max);
    case 'number':
      return isWithin(value as number, option.min, option.max);
    case 'time':
      return Number.isFinite(value) && (value as number) >= 0;
    case 'choice':
      return option.choices.includes(value as string);
    case 'color':
      return /^#[0-9a-f]{6}$/i.test(value as string);
    case 'crop':
      return value === 'auto' || value === 'none' || isCropBox(value);
    default:
      return true;
  }
}

const isWithin = (value: number, min: number, max = Number.POSITIVE_INFINITY): boolean => value >= min && value <= max;

function checkText(name: string, max: number, value: string): void {
  if (value.length <= max) return;
  throw new OptionError('wrong-value', name, `expected at most ${max} characters, got ${value.length}`);
}

function showOption(option: Option, value: unknown): string {
  if (option.kind !== 'crop' || typeof value === 'string') return showValue(value);
  const { x, y, width, height } = value as Partial<CropBox>;
  return `${width}:${height}:${x}:${y}`;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TEXT;

const isNatural = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

function isCropBox(value: unknown): value is CropBox {
  if (!isObject(value)) return false;
  const { x, y, width, height } = value;
  return [x, y].every(isNatural) && [width, height].every((side) => isNatural(side) && side > 0);
}

const isLength = (value: unknown): value is Length =>
  isObject(value) && typeof value.value === 'number' && LENGTH_UNITS.includes(String(value.unit));

const isSize = (value: unknown): boolean => isObject(value) && isLength(value.width) && isLength(value.height);
