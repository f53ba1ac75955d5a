import { type Command, Option } from 'commander';
import type { Length, PictureOptions } from '../../app/index.ts';
import { readCssColor } from './css-color.ts';
import { parseDpi, parseInteger, parseLength, parseNumber, parseSize, parseTitle } from './values.ts';

/** What the command line says about how a fingerprint is drawn, as commander gives it. */
export interface PictureFlags
  extends Omit<PictureOptions, 'smoothSeconds' | 'isReversed' | 'rotateDegrees' | 'arcDegrees' | 'titleSize'> {
  readonly smooth?: number;
  readonly reverse?: boolean;
  readonly rotate?: number;
  readonly arc?: number;
  readonly titleSize?: Length | 'auto';
}

/** Every layout, named here so that asking for help loads none; a test holds them to those there are. */
const LAYOUTS = 'square, strip, stack, shares, barcode, ring, spiral, wave, radial, planes, timeline, palette, contact';

const BAR_GAP = new Option('--gap <share>', 'of a bar that stays free between two, 0 to 0.9').argParser(
  parseNumber('--gap', 'a share from 0 to 0.9'),
);

/**
 * Define the options that say how a fingerprint is drawn, the same wherever one is.
 *
 * @param gap what --gap is, where it is not between bars.
 */
export function addPictureFlags(command: Command, gap: Option = BAR_GAP): Command {
  return command
    .optionsGroup('How it is drawn:')
    .option('--layout <name>', `${LAYOUTS} (default: square)`)
    .option(
      '--colors <d>',
      'dominant colours drawn a column, 1 to 16 (default: what suits the layout: 1 for a square)',
      parseInteger('--colors', 'an integer from 1 to 16'),
    )
    .option(
      '--rank <by>',
      'which come first: area, the largest, or presence, those a viewer would name (default: presence)',
    )
    .option(
      '--order <by>',
      'of several, from the top: thread, each in its row from column to column, rank, lightness or hue (default: thread; lightness for shares and palette)',
    )
    .option('--swatch <color>', 'centroid, or pixel: the nearest colour the frame really has (default: centroid)')
    .option(
      '--bars <n>',
      'join columns to so many bars (default: as many as read well)',
      parseInteger('--bars', 'an integer from 1 up'),
    )
    .option('--smooth <seconds>', 'smooth the colours along time', parseNumber('--smooth', 'seconds'))
    .option('--reverse', 'let time run backwards')
    .option(
      '--rotate <degrees>',
      'turn the bars clockwise: 90 lets time run downwards',
      parseNumber('--rotate', 'degrees'),
    )
    .addOption(gap)
    .option('--caps <form>', 'round or square ends of single bars')
    .option('--arc <degrees>', 'how far a ring reaches, 30 to 360', parseNumber('--arc', 'degrees from 30 to 360'))
    .option('--theme <name>', "dark, light or transparent (default: the layout's own)")
    .option('--background <color>', "a colour as CSS writes it, such as #f4efe6, instead of the theme's ground")
    .optionsGroup('Its title:')
    .option('--title <text>', '\\n breaks lines, "" for none (default: the film\'s title, or its name)', parseTitle)
    .option('--subtitle <text>', 'a smaller line below it: year, director, running time', parseTitle)
    .option(
      '--font <name>',
      'sans, condensed, serif, typewriter, or a .ttf, .otf, .woff or .woff2 file (default: sans)',
    )
    .option(
      '--title-style <style>',
      "overlay: across the bars, band: beside them, middle: in a ring, or heading: above (default: the layout's own)",
    )
    .option('--title-size <size>', 'auto, or with pt, mm, cm or in, such as 72pt (default: auto)', parseTitleSize)
    .option(
      '--title-color <color>',
      'auto, what reads over the bars it covers, or a colour as CSS writes it, such as gold (default: auto)',
    )
    .option('--title-opacity <share>', '0.05 to 1', parseNumber('--title-opacity', 'a number from 0.05 to 1'))
    .option(
      '--title-position <where>',
      'top-left, top, top-right, left, center, right, bottom-left, bottom, bottom-right',
    )
    .optionsGroup('The page:')
    .option(
      '--size <size>',
      'WxH with mm, cm, in or px, or a0 to a6, b0 to b6, letter, legal, tabloid, such as a3-landscape (default: 10x10in for a square)',
      parseSize,
    )
    .option('--dpi <n>', 'pixels an inch (default: 300)', parseDpi)
    .option('--bleed <length>', 'beyond each edge, to be cut away, such as 3mm', parseLength('--bleed'))
    .option('--margin <length>', 'of ground around the picture, such as 20mm', parseLength('--margin'))
    .option('--safe-area <length>', 'within each edge, kept free of letters', parseLength('--safe-area'))
    .option('--profile <name>', 'ICC profile of pictures of pixels: srgb, or p3 for Display P3 (default: srgb)')
    .option('--simulate <deficiency>', 'preview what protan, deutan or tritan eyes see');
}

function parseTitleSize(text: string): Length | 'auto' {
  return text === 'auto' ? text : parseLength('--title-size')(text);
}

/**
 * Put the flags into the terms of the room below, leaving all others out.
 *
 * @throws {OptionError} for a colour that is none.
 */
export async function toPictureOptions(flags: PictureFlags): Promise<PictureOptions> {
  const { titleSize, titleColor, background } = flags;
  return {
    layout: flags.layout,
    colors: flags.colors,
    rank: flags.rank,
    order: flags.order,
    swatch: flags.swatch,
    bars: flags.bars,
    smoothSeconds: flags.smooth,
    isReversed: flags.reverse,
    rotateDegrees: flags.rotate,
    gap: flags.gap,
    caps: flags.caps,
    arcDegrees: flags.arc,
    theme: flags.theme,
    background: background === undefined ? undefined : await readCssColor('background', background),
    title: flags.title,
    subtitle: flags.subtitle,
    titleStyle: flags.titleStyle,
    font: flags.font,
    titleSize: titleSize === 'auto' ? undefined : titleSize,
    titleColor:
      titleColor === undefined || titleColor === 'auto' ? undefined : await readCssColor('titleColor', titleColor),
    titleOpacity: flags.titleOpacity,
    titlePosition: flags.titlePosition,
    size: flags.size,
    dpi: flags.dpi,
    bleed: flags.bleed,
    margin: flags.margin,
    safeArea: flags.safeArea,
    profile: flags.profile,
    simulate: flags.simulate,
  };
}
