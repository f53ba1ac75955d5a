import {
  FILM_OPTIONS,
  LIBRARY_OPTIONS,
  type Option,
  type OptionTable,
  PALETTE_OPTIONS,
  PANEL_OPTIONS,
  PICTURE_OPTIONS,
  RUN_OPTIONS,
  SEARCH_OPTIONS,
  SHOT_OPTIONS,
} from '../../../core/options/index.ts';

/** All tables of options that a command has. */
const TABLES: readonly OptionTable[] = [
  FILM_OPTIONS,
  PICTURE_OPTIONS,
  PALETTE_OPTIONS,
  PANEL_OPTIONS,
  RUN_OPTIONS,
  SHOT_OPTIONS,
  LIBRARY_OPTIONS,
  SEARCH_OPTIONS,
];

/** Flags of the command line that are in no table. */
const OTHERS: Readonly<Record<string, string>> = {
  concurrency: '--concurrency',
  dryRun: '--dry-run',
  films: '<film...>',
  format: '--format',
  groupBy: '--group-by',
  grace: '--grace',
  heightMm: '--size',
  host: '--host',
  image: '--image',
  like: '--like',
  metrics: '--metrics',
  output: '--output',
  port: '--port',
  query: '<color...>',
  queue: '--queue',
  root: '--root',
  titles: '--titles',
  widthMm: '--size',
};

/** Read the flag of an option without its value: `--smooth`. */
export const flagOf = ({ flag }: Option): string => flag.split(' ', 1)[0]!;

const FLAGS: ReadonlyMap<string, string> = new Map([
  // Lengths are in millimetres in the poster's options: `marginMm`.
  ...TABLES.flatMap((table) => Object.entries(table)).flatMap(([name, option]): [string, string][] => [
    [name, flagOf(option)],
    [`${name}Mm`, flagOf(option)],
  ]),
  ...Object.entries(OTHERS),
]);

/** Replace names of options, which are in backticks, by their flags. */
export const spellFlags = (message: string): string =>
  message.replace(/`(\w+)`/g, (whole, name: string) => FLAGS.get(name) ?? whole);
