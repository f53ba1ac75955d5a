import type { FingerprintOptions, Length, PictureOptions } from '../../app/index.ts';
import { UsageError } from '../exit-code.ts';

/** Parsers of option values: text as typed in, a value of the right kind out. Whether it is in range, the rooms below say. */

function fail(option: string, expected: string, text: string): never {
  throw new UsageError(`${option}: expected ${expected}, got ${text === '' ? 'nothing' : text}`);
}

/** Parse a whole number, not below `least` where that is given. */
export function parseInteger(option: string, expected: string, least: number = -Infinity): (text: string) => number {
  return (text) => (/^[+-]?\d+$/.test(text) && Number(text) >= least ? Number(text) : fail(option, expected, text));
}

/** Parse the number of clusters: a whole number or "auto". */
export function parseClusters(text: string): number | 'auto' {
  return text === 'auto' ? text : parseInteger('--clusters', 'an integer from 1 to 32, or auto')(text);
}

/** Parse pixels an inch. */
export function parseDpi(text: string): number {
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : fail('--dpi', 'a number of pixels an inch', text);
}

/** Parse a number. */
export function parseNumber(option: string, expected: string): (text: string) => number {
  return (text) => (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : fail(option, expected, text));
}

/** Parse a length: "3mm", "0.5in", "72pt". */
export function parseLength(option: string): (text: string) => Length {
  return (text) => {
    const match = /^(\d+(?:\.\d+)?)\s*(mm|cm|in|pt|px)$/i.exec(text);
    if (match === null) return fail(option, 'a length with mm, cm, in, pt or px, such as 3mm', text);
    return { value: Number(match[1]), unit: match[2]!.toLowerCase() as Length['unit'] };
  };
}

/** Parse a time: seconds ("90", "90.5") or hours, minutes and seconds ("1:30", "01:02:03.5"). */
export function parseTime(option: string): (text: string) => number {
  return (text) => {
    const match = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/.exec(text);
    if (match === null) return fail(option, 'seconds or hh:mm:ss', text);
    const [, hours = '0', minutes = '0', seconds = '0'] = match;
    const isClock = match[2] !== undefined;
    if ((isClock && Number(seconds) >= 60) || (match[1] !== undefined && Number(minutes) >= 60)) {
      return fail(option, 'minutes and seconds below 60', text);
    }
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  };
}

/** Parse a size: "10x10in", "300mmx200mm", "3000x2000px". A unit given once stands for both lengths. Whatever else may be the name of a paper. */
export function parseSize(text: string): NonNullable<PictureOptions['size']> {
  const match = /^(\d+(?:\.\d+)?)(mm|cm|in|px)?x(\d+(?:\.\d+)?)(mm|cm|in|px)?$/i.exec(text.replace(/\s+/g, ''));
  const unit = match?.[4] ?? match?.[2];
  if (!match || unit === undefined) return text;
  const length = (value: string, own: string | undefined): Length => ({
    value: Number(value),
    unit: (own ?? unit).toLowerCase() as Length['unit'],
  });
  return { width: length(match[1]!, match[2]), height: length(match[3]!, match[4]) };
}

/** Let the two characters \n stand for a line break, as shells pass them. */
export function parseTitle(text: string): string {
  return text.replaceAll('\\n', '\n');
}

/** Parse a crop: auto, none, or a part of the picture as FFmpeg spells it, W:H:X:Y. */
export function parseCrop(text: string): NonNullable<FingerprintOptions['crop']> {
  if (text === 'auto' || text === 'none') return text;
  const match = /^(\d+):(\d+):(\d+):(\d+)$/.exec(text);
  if (match === null) return fail('--crop', 'auto, none or W:H:X:Y in pixels, such as 1920:800:0:140', text);
  const [width, height, x, y] = match.slice(1).map(Number) as [number, number, number, number];
  return { x, y, width, height };
}

/** Parse a list such as "png,json". */
export function parseList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim().replace(/^\./, '').toLowerCase())
    .filter((item) => item !== '');
}
