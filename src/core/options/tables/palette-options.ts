/** Which colours of a picture or a film make its palette. */
export const PALETTE_OPTIONS = {
  /**
   * How many colours, 1 to 16: exactly this many if the picture has them, even if a viewer would not
   * tell them apart.
   *
   * @default up to 5 that a viewer would tell apart
   */
  colors: {
    kind: 'integer',
    flag: '--colors <n>',
    min: 1,
    max: 16,
    defaultHelp: 'up to 5 that a viewer would tell apart',
    group: 'common',
    help: 'exactly this many colours, if the picture has them',
  },
  /**
   * Which colours come first: `area`, the largest; `presence`, those that a viewer would name.
   *
   * @default 'presence'
   */
  rank: {
    kind: 'choice',
    flag: '--rank <by>',
    choices: ['area', 'presence'],
    default: 'presence',
    group: 'common',
    help: 'put first the largest colours, or those that a viewer would name',
  },
  /**
   * Sampled instants of a film, from 1 up. Has no effect on a still or a fingerprint.
   *
   * @default 240
   */
  samples: {
    // One per half minute of a feature film.
    kind: 'integer',
    flag: '--samples <n>',
    min: 1,
    default: 240,
    group: 'common',
    help: 'sampled instants of a film',
  },
} as const;
