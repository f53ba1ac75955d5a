/** How the work on this machine runs. */
export const RUN_OPTIONS = {
  /**
   * Processes, 1 to 1024: more than the cores of any machine. Each takes some 100 MB, and all start
   * at once.
   *
   * @default the cores of this machine
   */
  jobs: {
    kind: 'integer',
    flag: '--jobs <n>',
    min: 1,
    max: 1024,
    defaultHelp: 'the cores',
    group: 'common',
    help: 'processes',
  },
} as const;
