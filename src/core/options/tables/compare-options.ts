/** How films are compared. */
export const COMPARE_OPTIONS = {
  /**
   * What the distances of three films and more measure: which colours they have, or when.
   *
   * @default 'palette'
   */
  distance: {
    kind: 'choice',
    flag: '--distance <by>',
    choices: ['palette', 'course'],
    default: 'palette',
    group: 'common',
    help: 'distances of three films and more: which colours they have, or when',
  },
} as const;
