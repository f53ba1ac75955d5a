/** How a film is read, sampled and clustered. */
export const FILM_OPTIONS = {
  /**
   * Sampled instants, evenly spaced in time. **Minimum**: 1. At most one per frame.
   *
   * @default 3600
   */
  samples: {
    // Enough that a poster 3,600 pixels wide has one column per pixel: what the first such posters used.
    kind: 'integer',
    flag: '--samples <n>',
    min: 1,
    default: 3600,
    defaultHelp: '3600, at most one per frame',
    group: 'common',
    help: 'sampled instants, evenly spaced in time',
  },
  /**
   * Clusters per frame, 1 to 32, or `auto`: as many as the frame has colours.
   *
   * @default 'auto'
   */
  clusters: {
    kind: 'integer',
    flag: '--clusters <k>',
    min: 1,
    max: 32,
    words: ['auto'],
    default: 'auto',
    group: 'colours',
    help: 'clusters per frame',
  },
  /**
   * Space in which colours are clustered: OKLab, sRGB codes (as the original does) or CIELAB.
   *
   * @default 'oklab'
   */
  space: {
    kind: 'choice',
    flag: '--space <name>',
    choices: ['oklab', 'rgb', 'lab'],
    default: 'oklab',
    group: 'colours',
    help: 'space in which colours are clustered',
  },
  /**
   * Start of sampling, seconds on the film's own clock, which starts at 0.
   *
   * @default 0
   */
  from: {
    kind: 'time',
    flag: '--from <time>',
    default: 0,
    defaultHelp: 'the start of the film',
    group: 'sampling',
    help: 'start of sampling: seconds or hh:mm:ss',
  },
  /**
   * End of sampling, seconds. After `from`; the film's end if it lies beyond.
   *
   * @default the film's end
   */
  to: {
    kind: 'time',
    flag: '--to <time>',
    defaultHelp: 'the end of the film',
    group: 'sampling',
    help: 'end of sampling',
  },
  /**
   * The sampled part of the pictures: `auto` leaves black bars out, `none` leaves nothing out, or a
   * rectangle of the film's stored pixels, before it is turned upright.
   *
   * @default 'auto'
   */
  crop: {
    kind: 'crop',
    flag: '--crop <part>',
    default: 'auto',
    group: 'sampling',
    help: 'auto: leave out black bars, none, or W:H:X:Y in pixels',
  },
  /**
   * `black`: leave out black columns at both ends. The rest is still evenly spaced, and `sampling`
   * says which range it covers.
   *
   * @default 'none'
   */
  trim: {
    kind: 'choice',
    flag: '--trim <what>',
    choices: ['black', 'none'],
    default: 'none',
    group: 'sampling',
    help: 'leave out black columns at both ends',
  },
  /**
   * `exact`: the frame on screen at each instant. `draft`: the key frame nearest to each instant,
   * each once, for a preview within seconds.
   *
   * @default 'exact'
   */
  mode: {
    kind: 'choice',
    flag: '--mode <name>',
    choices: ['exact', 'draft'],
    default: 'exact',
    group: 'common',
    help: 'draft reads key frames only, for a preview within seconds',
  },
  /**
   * Whether the loudness around each instant is measured.
   *
   * @default true
   */
  loudness: {
    kind: 'switch',
    flag: '--no-loudness',
    default: true,
    group: 'sampling',
    help: 'do not measure loudness',
  },
  /**
   * Whether the fingerprint has thumbnails of the film, for layouts that show them.
   *
   * @default true
   */
  pictures: {
    kind: 'switch',
    flag: '--no-pictures',
    default: true,
    group: 'sampling',
    help: 'store no thumbnails of the film in its fingerprint',
  },
  /**
   * Whether shots are detected: every frame is decoded.
   *
   * @default false
   */
  shots: {
    kind: 'switch',
    flag: '--shots',
    default: false,
    group: 'sampling',
    help: 'detect shots and their colours; decodes every frame',
  },
  /**
   * Seed of all random choices, an integer from 0 to 4294967295.
   *
   * @default 0
   */
  seed: {
    kind: 'integer',
    flag: '--seed <n>',
    min: 0,
    max: 0xffffffff,
    default: 0,
    group: 'expert',
    help: 'seed of the random choices',
  },
  /**
   * Stream of the film to read, counted from 0 as ffprobe does.
   *
   * @default the video track with the frames and the length, never cover art
   */
  stream: {
    kind: 'integer',
    flag: '--stream <n>',
    min: 0,
    defaultHelp: 'the longest video',
    group: 'expert',
    help: 'stream of the film, counted from 0',
  },
  /**
   * What reads the film: `libav`, the FFmpeg inside node-av; `ffmpeg`, the system's; `auto`, the
   * first of them that is installed.
   *
   * @default 'auto'
   */
  backend: {
    kind: 'choice',
    flag: '--backend <name>',
    choices: ['auto', 'libav', 'ffmpeg'],
    default: 'auto',
    isLocal: true,
    group: 'expert',
    help: "reader of films; libav is node-av, ffmpeg is the system's",
  },
  /**
   * Hardware decoder, by FFmpeg's name for it (`ffmpeg -hwaccels` lists them); used by the `ffmpeg`
   * backend. If it fails, software decodes, with a warning.
   *
   * @default software
   */
  hwaccel: {
    kind: 'text',
    flag: '--hwaccel <name>',
    isLocal: true,
    group: 'expert',
    help: "decode in hardware with the system's ffmpeg: cuda, vaapi, videotoolbox, ...",
  },
  /**
   * Skip decoding that makes no visible difference: the loop filter of frames that no other frame
   * refers to.
   *
   * @default true
   */
  shortcuts: {
    kind: 'switch',
    flag: '--no-shortcuts',
    default: true,
    isLocal: true,
    group: 'expert',
    help: 'exact decoding: slower, no visible difference',
  },
} as const;
