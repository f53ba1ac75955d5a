import {
  describeExpected,
  type Length,
  type Option,
  type OptionError,
  wrongValue,
} from '../../../core/options/index.ts';

/** Create the error for a text that cannot be read. */
export const refuseText = (name: string, expected: string, text: string): OptionError =>
  wrongValue(name, expected, text === '' ? 'nothing' : text);

/**
 * Read the text of an option as a value of its kind. Ranges are checked with the value, by the code
 * that uses it.
 *
 * @throws {OptionError} for a text of another kind.
 */
export function parseOptionText(name: string, option: Option, text: string): unknown {
  switch (option.kind) {
    case 'integer':
      if (option.words?.includes(text)) return text;
      return readInteger(text) ?? refuse(name, describeExpected(option), text);
    case 'number':
      return readNumber(text) ?? refuse(name, describeExpected(option), text);
    case 'time':
      return parseTime(name, text);
    case 'length':
      return option.openWords?.includes(text) ? text : parseLength(name, text);
    case 'size':
      return readSize(text);
    case 'crop':
      return parseCrop(name, text);
    case 'text':
      // Shells pass a line break as these two characters.
      return option.hasLines ? text.replaceAll('\\n', '\n') : text;
    default:
      return text;
  }
}

function refuse(name: string, expected: string, text: string): never {
  throw refuseText(name, expected, text);
}

const readInteger = (text: string): number | null => (/^[+-]?\d+$/.test(text) ? Number(text) : null);

const readNumber = (text: string): number | null => (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null);

/**
 * Parse a whole number from `min` to `max`, of an option that is in no table.
 *
 * @throws {OptionError}
 */
export function parseInteger(name: string, min: number, max?: number): (text: string) => number {
  return (text) => {
    const value = readInteger(text);
    if (value !== null && value >= min && value <= (max ?? Number.POSITIVE_INFINITY)) return value;
    throw refuseText(name, `an integer from ${min} ${max === undefined ? 'up' : `to ${max}`}`, text);
  };
}

/** Parse a length: "3mm", "0.5in", "72pt". */
function parseLength(name: string, text: string): Length {
  const match = /^(\d+(?:\.\d+)?)\s*(mm|cm|in|pt|px)$/i.exec(text);
  if (match === null) return refuse(name, 'a length with mm, cm, in, pt or px, such as 3mm', text);
  return { value: Number(match[1]), unit: match[2]!.toLowerCase() as Length['unit'] };
}

/** Parse a time: seconds ("90", "90.5") or hours, minutes and seconds ("1:30", "01:02:03.5"). */
function parseTime(name: string, text: string): number {
  const match = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) return refuse(name, 'seconds or hh:mm:ss', text);
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  const isClock = match[2] !== undefined;
  if ((isClock && Number(seconds) >= 60) || (match[1] !== undefined && Number(minutes) >= 60)) {
    return refuse(name, 'minutes and seconds below 60', text);
  }
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/**
 * Parse a size: "10x10in", "300mmx200mm", "3000x2000px". A single unit applies to both sides. Other
 * texts are returned as they are: they may name a paper.
 */
function readSize(text: string): { width: Length; height: Length } | string {
  const match = /^(\d+(?:\.\d+)?)(mm|cm|in|px)?x(\d+(?:\.\d+)?)(mm|cm|in|px)?$/i.exec(text.replace(/\s+/g, ''));
  const unit = match?.[4] ?? match?.[2];
  if (!match || unit === undefined) return text;
  const length = (value: string, own: string | undefined): Length => ({
    value: Number(value),
    unit: (own ?? unit).toLowerCase() as Length['unit'],
  });
  return { width: length(match[1]!, match[2]), height: length(match[3]!, match[4]) };
}

/** Parse a crop: auto, none, or W:H:X:Y as in FFmpeg. */
function parseCrop(name: string, text: string): unknown {
  if (text === 'auto' || text === 'none') return text;
  const match = /^(\d+):(\d+):(\d+):(\d+)$/.exec(text);
  if (match === null) return refuse(name, 'auto, none or W:H:X:Y in pixels, such as 1920:800:0:140', text);
  const [width, height, x, y] = match.slice(1).map(Number);
  return { x, y, width, height };
}

/** Parse a list such as "png,json". */
export function parseList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim().replace(/^\./, '').toLowerCase())
    .filter((item) => item !== '');
}
