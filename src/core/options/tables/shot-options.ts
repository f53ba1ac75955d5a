/** How files of shots are written. */
export const SHOT_OPTIONS = {
  /**
   * Timecode of the first frame of the film in `.edl`, `.otio` and `.xml`: `01:00:00:00`, or
   * `01:00:00;00` with drop frame.
   *
   * @default `00:00:00:00`, with drop frame at 29.97 and 59.94
   */
  startTimecode: {
    kind: 'text',
    flag: '--start-timecode <tc>',
    defaultHelp: '00:00:00:00, with drop frame at 29.97 and 59.94',
    group: 'common',
    help: 'timecode of the first frame in edit lists; 00:00:00;00 means drop frame',
  },
  /**
   * Whether each shot or each scene is a chapter of a `.vtt`.
   *
   * @default 'shots'
   */
  chapters: {
    kind: 'choice',
    flag: '--chapters <level>',
    choices: ['shots', 'scenes'],
    default: 'shots',
    group: 'common',
    help: 'what is a chapter of a .vtt',
  },
} as const;
