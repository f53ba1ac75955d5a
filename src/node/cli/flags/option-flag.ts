import type { FilmPaletteOptions, FingerprintOptions, PanelPictureOptions, PictureOptions } from '../../app/index.ts';

/** Options that the rooms below name in their messages. */
type OptionName =
  | keyof FingerprintOptions
  | keyof PictureOptions
  | keyof PanelPictureOptions
  | keyof FilmPaletteOptions
  | 'widthMm'
  | 'heightMm'
  | 'bleedMm'
  | 'marginMm'
  | 'safeAreaMm'
  | 'titleSizeMm'
  | 'concurrency'
  | 'dryRun'
  | 'films'
  | 'host'
  | 'jobs'
  | 'metrics'
  | 'output'
  | 'port'
  | 'queue'
  | 'root'
  | 'titles';

/** How the command line spells each of them. A test passes a wrong value to each flag. */
const FLAGS: Readonly<Record<OptionName, string>> = {
  across: '--across',
  arcDegrees: '--arc',
  backend: '--backend',
  background: '--background',
  bars: '--bars',
  bleed: '--bleed',
  bleedMm: '--bleed',
  caps: '--caps',
  clusters: '--clusters',
  colors: '--colors',
  concurrency: '--concurrency',
  crop: '--crop',
  dpi: '--dpi',
  dryRun: '--dry-run',
  films: '<film...>',
  font: '--font',
  from: '--from',
  gap: '--gap',
  heightMm: '--size',
  host: '--host',
  hwaccel: '--hwaccel',
  isReversed: '--reverse',
  jobs: '--jobs',
  layout: '--layout',
  loudness: '--no-loudness',
  margin: '--margin',
  marginMm: '--margin',
  metrics: '--metrics',
  mode: '--mode',
  order: '--order',
  output: '--output',
  pictures: '--no-pictures',
  port: '--port',
  profile: '--profile',
  queue: '--queue',
  rank: '--rank',
  root: '--root',
  rotateDegrees: '--rotate',
  safeArea: '--safe-area',
  safeAreaMm: '--safe-area',
  samples: '--samples',
  seed: '--seed',
  shortcuts: '--no-shortcuts',
  simulate: '--simulate',
  size: '--size',
  smoothSeconds: '--smooth',
  sort: '--sort',
  space: '--space',
  stream: '--stream',
  subtitle: '--subtitle',
  swatch: '--swatch',
  theme: '--theme',
  title: '--title',
  titleColor: '--title-color',
  titleOpacity: '--title-opacity',
  titlePosition: '--title-position',
  titleSize: '--title-size',
  titleSizeMm: '--title-size',
  titleStyle: '--title-style',
  titles: '--titles',
  to: '--to',
  trim: '--trim',
  width: '--width',
  widthMm: '--size',
};

/** Replace the names of options in a message, which stand in backticks, by their flags. */
export const spellFlags = (message: string): string =>
  message.replace(/`(\w+)`/g, (whole, name: string) =>
    Object.hasOwn(FLAGS, name) ? FLAGS[name as OptionName] : whole,
  );
