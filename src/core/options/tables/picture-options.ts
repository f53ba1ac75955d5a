/** How a fingerprint is drawn. Without a default, the layout chooses. */
export const PICTURE_OPTIONS = {
  /**
   * Name of a layout.
   *
   * @default 'square'
   */
  layout: {
    kind: 'choice',
    flag: '--layout <name>',
    choices: [
      'square',
      'strip',
      'stack',
      'shares',
      'barcode',
      'ring',
      'spiral',
      'wave',
      'radial',
      'planes',
      'timeline',
      'palette',
      'contact',
    ],
    default: 'square',
    group: 'common',
    help: 'layout of the poster',
  },
  /**
   * Drawn swatches per column, 1 to 16.
   *
   * @default what suits the layout
   */
  colors: {
    kind: 'integer',
    flag: '--colors <n>',
    min: 1,
    max: 16,
    defaultHelp: 'depends on the layout: 1 for a square',
    group: 'common',
    help: 'dominant colours drawn per column',
  },
  /**
   * Which swatches come first: `area`, the largest; `presence`, those that a viewer would name.
   *
   * @default 'presence'
   */
  rank: {
    kind: 'choice',
    flag: '--rank <by>',
    choices: ['area', 'presence'],
    default: 'presence',
    group: 'colours',
    help: 'put first the largest colours, or those that a viewer would name',
  },
  /** Order of the colours of a column, from the top. */
  order: {
    kind: 'choice',
    flag: '--order <by>',
    choices: ['rank', 'lightness', 'hue', 'thread'],
    defaultHelp: 'thread; lightness for shares and palette',
    group: 'colours',
    help: 'order of the colours of a column from the top; thread keeps each in its row',
  },
  /**
   * What a swatch is drawn as: the mean of its cluster, or the nearest colour that the frame really has.
   *
   * @default 'centroid'
   */
  swatch: {
    kind: 'choice',
    flag: '--swatch <color>',
    choices: ['centroid', 'pixel'],
    default: 'centroid',
    group: 'colours',
    help: 'mean of the cluster, or the nearest colour that the frame really has',
  },
  /**
   * What one bar or frame shows: a sampled instant, a shot, or a scene. Shots need a fingerprint with shots.
   *
   * @default 'column'
   */
  by: {
    kind: 'choice',
    flag: '--by <part>',
    choices: ['column', 'shot', 'scene'],
    default: 'column',
    group: 'drawing',
    help: 'draw one bar or frame per sampled column, shot or scene',
  },
  /** How many bars, 1 to 100,000; fewer than there are columns are joined. */
  bars: {
    kind: 'integer',
    flag: '--bars <n>',
    min: 1,
    max: 100_000,
    defaultHelp: 'depends on the layout',
    group: 'drawing',
    help: 'join columns to this many bars',
  },
  /**
   * Standard deviation of the smoothing along time, seconds, 0 to 3600.
   *
   * @default 0
   */
  smooth: {
    kind: 'number',
    flag: '--smooth <seconds>',
    unit: 'seconds',
    min: 0,
    max: 3600,
    default: 0,
    group: 'drawing',
    help: 'smooth the colours along time',
  },
  /**
   * Whether time runs backwards.
   *
   * @default false
   */
  reverse: {
    kind: 'switch',
    flag: '--reverse',
    default: false,
    group: 'drawing',
    help: 'draw time backwards',
  },
  /**
   * Turn of the bars, clockwise: 0, 90, 180 or 270; around a centre any angle from 0 up to 360.
   *
   * @default 0
   */
  rotate: {
    kind: 'number',
    flag: '--rotate <degrees>',
    unit: 'degrees',
    min: 0,
    max: 359.999,
    default: 0,
    group: 'drawing',
    help: 'turn the bars clockwise; with 90, time runs downwards',
  },
  /** Share of a bar's width that stays free between two bars, 0 to 0.9. */
  gap: {
    kind: 'number',
    flag: '--gap <share>',
    unit: 'a share',
    min: 0,
    max: 0.9,
    group: 'drawing',
    help: 'share of a bar that stays free between two bars',
  },
  /** How single bars end. */
  caps: {
    kind: 'choice',
    flag: '--caps <form>',
    choices: ['round', 'square'],
    group: 'drawing',
    help: 'ends of single bars',
  },
  /** How far a ring reaches around, 30 to 360 degrees. */
  arc: {
    kind: 'number',
    flag: '--arc <degrees>',
    unit: 'degrees',
    min: 30,
    max: 360,
    group: 'drawing',
    help: 'angle that a ring covers',
  },
  /** Paper and ink. `transparent` has light ink on no ground. */
  theme: {
    kind: 'choice',
    flag: '--theme <name>',
    choices: ['dark', 'light', 'transparent'],
    defaultHelp: 'depends on the layout',
    group: 'common',
    help: 'background and text',
  },
  /** `#rrggbb` instead of the theme's ground. */
  background: {
    kind: 'color',
    flag: '--background <color>',
    defaultHelp: "the theme's",
    group: 'drawing',
    help: 'background, a CSS colour such as #f4efe6',
  },
  /** Line breaks are kept; empty for none. */
  title: {
    kind: 'text',
    flag: '--title <text>',
    max: 1000,
    hasLines: true,
    defaultHelp: "the film's title, or its file name",
    group: 'common',
    help: 'title; \\n breaks lines, "" for none',
  },
  /** A smaller line below the title: year, director, running time. */
  subtitle: {
    kind: 'text',
    flag: '--subtitle <text>',
    max: 1000,
    hasLines: true,
    defaultHelp: 'none',
    group: 'drawing',
    help: 'smaller line below the title: year, director, running time',
  },
  /**
   * Typeface of the title: `sans`, `condensed`, `serif`, `typewriter`, or the path of a TrueType,
   * OpenType, WOFF or WOFF2 file.
   *
   * @default 'sans'
   */
  font: {
    kind: 'text',
    flag: '--font <name>',
    default: 'sans',
    group: 'drawing',
    help: 'typeface: sans, condensed, serif, typewriter, or a .ttf, .otf, .woff or .woff2 file',
  },
  /** Style of the title; each layout has some of them. */
  titleStyle: {
    kind: 'choice',
    flag: '--title-style <style>',
    choices: ['overlay', 'band', 'middle', 'heading'],
    defaultHelp: 'depends on the layout',
    group: 'drawing',
    help: 'title across the bars, beside them, in the middle of a ring, or above',
  },
  /** Font size of the title, 0.5 mm to 1 m; smaller where the title would not fit. */
  titleSize: {
    kind: 'length',
    flag: '--title-size <length>',
    min: 0.5,
    max: 1000,
    openWords: ['auto'],
    defaultHelp: 'auto',
    group: 'drawing',
    help: 'font size of the title, such as 72pt, or auto',
  },
  /** `#rrggbb`. By default, a colour that reads well over the bars that it covers. */
  titleColor: {
    kind: 'color',
    flag: '--title-color <color>',
    openWords: ['auto'],
    defaultHelp: 'auto, readable over the bars',
    group: 'drawing',
    help: 'colour of the title, a CSS colour such as gold, or auto',
  },
  /** Opacity of the title, 0.05 to 1. */
  titleOpacity: {
    kind: 'number',
    flag: '--title-opacity <share>',
    unit: 'a number',
    min: 0.05,
    max: 1,
    group: 'drawing',
    help: 'opacity of the title',
  },
  /** Position of the title in the space that it has. */
  titlePosition: {
    kind: 'choice',
    flag: '--title-position <where>',
    choices: ['top-left', 'top', 'top-right', 'left', 'center', 'right', 'bottom-left', 'bottom', 'bottom-right'],
    group: 'drawing',
    help: 'position of the title',
  },
  /**
   * The page after trimming: two lengths, or the name of a paper, such as `a3`, `a3-landscape` or `letter`.
   *
   * @default the layout's own, 10 x 10 in for a square
   */
  size: {
    // From a postage stamp's detail to a banner.
    kind: 'size',
    flag: '--size <size>',
    min: 1,
    max: 5000,
    defaultHelp: 'depends on the layout: 10x10in for a square',
    group: 'common',
    help: 'page: WxH with mm, cm, in or px, or a0 to a6, b0 to b6, letter, legal, tabloid, such as a3-landscape',
  },
  /**
   * Resolution, pixels per inch, 10 to 2400.
   *
   * @default 300
   */
  dpi: {
    // 300 is what printers ask for.
    kind: 'number',
    flag: '--dpi <n>',
    unit: 'pixels per inch',
    min: 10,
    max: 2400,
    default: 300,
    group: 'print',
    help: 'resolution, pixels per inch',
  },
  /**
   * Beyond each edge of the page, to be trimmed off.
   *
   * @default 0
   */
  bleed: {
    kind: 'length',
    flag: '--bleed <length>',
    min: 0,
    max: 50,
    defaultHelp: 'none',
    group: 'print',
    help: 'area beyond each edge that is trimmed off, such as 3mm',
  },
  /**
   * Ground around the picture, less than half of the shorter side.
   *
   * @default 0
   */
  margin: {
    kind: 'length',
    flag: '--margin <length>',
    min: 0,
    max: 2000,
    defaultHelp: 'none',
    group: 'print',
    help: 'background around the picture, such as 20mm',
  },
  /**
   * Area inside each edge without text, less than half of the shorter side.
   *
   * @default 0
   */
  safeArea: {
    kind: 'length',
    flag: '--safe-area <length>',
    min: 0,
    max: 2000,
    defaultHelp: 'none',
    group: 'print',
    help: 'area inside each edge without text',
  },
  /**
   * ICC profile of PNG, JPEG, WebP and AVIF; the colours look the same with either. SVG and PDF are sRGB.
   *
   * @default 'srgb'
   */
  profile: {
    kind: 'choice',
    flag: '--profile <name>',
    choices: ['srgb', 'p3'],
    default: 'srgb',
    group: 'print',
    help: 'ICC profile of raster images; p3 is Display P3',
  },
  /** Preview of how people with this colour vision deficiency see the poster. */
  simulate: {
    kind: 'choice',
    flag: '--simulate <deficiency>',
    choices: ['protan', 'deutan', 'tritan'],
    defaultHelp: 'none',
    group: 'expert',
    help: 'preview how people with this colour vision deficiency see the poster',
  },
} as const;
