import {
  AV_LOG_QUIET,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_STRING,
  AV_PICTURE_TYPE_I,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  AV_PKT_DATA_DISPLAYMATRIX,
  AV_PKT_DATA_FRAME_CROPPING,
  type FFEncoderCodec,
} from 'node-av/constants';
import {
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  Frame,
  Log,
  Packet,
  Rational,
  type Stream,
} from 'node-av/lib';
import { openSound, type SoundRecipe, writeSound } from './make-film-sound.ts';

Log.setLevel(AV_LOG_QUIET);

/** Codes of one 8-bit Y'CbCr colour. */
export type Ycbcr = readonly [y: number, cb: number, cr: number];

/** What a test film shows: the codes at a pixel of a frame, or one colour for the whole frame. */
export type Paint = (frame: number, x: number, y: number) => Ycbcr;

export interface FilmRecipe {
  /** The container follows its extension. */
  readonly path: string;
  readonly frames: number;
  readonly paint: Paint;
  /** Whether each frame is one colour, so that painting needs one call per frame. */
  readonly isFlat?: boolean;
  readonly width?: number;
  readonly height?: number;
  /** Frames per second. */
  readonly fps?: number;
  /** Name of FFmpeg's encoder. */
  readonly encoder?: string;
  /** Options of the encoder, one by one. */
  readonly options?: Readonly<Record<string, string>>;
  /** Frames from one key frame to the next. */
  readonly gop?: number;
  readonly bFrames?: number;
  /** Presentation time of each frame in milliseconds, for variable frame rates; else evenly by `fps`. */
  readonly timesMs?: readonly number[];
  /** Code points of ITU-T H.273 for matrix, and 1 (limited) or 2 (full) for range. Untagged when absent. */
  readonly matrix?: number;
  readonly range?: number;
  /** How it is shown: a b u, c d v, x y w, which send the pixel (p, q) to (a p + c q + x, b p + d q + y). */
  readonly displayMatrix?: readonly number[];
  /** Pixels that the container crops away: top, bottom, left, right. */
  readonly margins?: readonly [top: number, bottom: number, left: number, right: number];
  readonly title?: string;
  /** Whether an MP4 has its index before its pictures, so that it stays readable when it is cut off. */
  readonly isIndexFirst?: boolean;
  /** Seconds of silence in a sound track, if any. */
  readonly soundSeconds?: number;
  /** A sound track that is not silent. */
  readonly sound?: SoundRecipe;
}

const check = (code: number, what: string): number => {
  FFmpegError.throwIfError(code, what);
  return code;
};

/** Encode a film with the encoders inside node-av. */
export function makeFilm(recipe: FilmRecipe): string {
  const { path, fps = 25, timesMs } = recipe;
  const format = new FormatContext();
  check(format.allocOutputContext2(null, null, path), 'allocate output');
  const timeBase = timesMs ? new Rational(1, 1000) : new Rational(1, fps);
  const encoder = openEncoder(recipe, timeBase);
  const stream = format.newStream(null);
  check(stream.codecpar.fromContext(encoder), 'codec parameters');
  stream.timeBase = timeBase;
  addSideData(stream, recipe);
  if (!timesMs) stream.avgFrameRate = new Rational(fps, 1);
  if (recipe.title !== undefined) {
    const tags = new Dictionary();
    tags.set('title', recipe.title);
    format.metadata = tags;
  }
  const soundRecipe =
    recipe.sound ?? (recipe.soundSeconds ? { seconds: recipe.soundSeconds, wave: () => 0 } : undefined);
  const sound = soundRecipe && openSound(format, soundRecipe);
  if (recipe.isIndexFirst)
    check(format.setOption('movflags', '+faststart', AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN), 'movflags');
  check(format.openOutputSync(), 'open output');
  check(format.writeHeaderSync(), 'write header');
  const sounding =
    sound &&
    writeSound(sound, soundRecipe, () =>
      drain(format, sound.encoder, sound.stream, sound.encoder.timeBase as Rational),
    );
  const writeSoundUntil = (seconds: number) => {
    for (let next = sounding?.next(); next && !next.done && next.value < seconds; next = sounding?.next());
  };
  if (soundRecipe?.isFirst) writeSoundUntil(Number.POSITIVE_INFINITY);

  const frame = allocFrame(encoder);
  for (let i = 0; i < recipe.frames; i++) {
    check(frame.makeWritable(), 'make writable');
    paintFrame(frame, recipe, i);
    frame.pts = BigInt(timesMs?.[i] ?? i);
    frame.pictType = i % (recipe.gop ?? 12) === 0 ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    check(encoder.sendFrameSync(frame), 'send frame');
    drain(format, encoder, stream, timeBase);
    writeSoundUntil((timesMs?.[i] ?? (1000 * i) / fps) / 1000);
  }
  check(encoder.sendFrameSync(null), 'flush');
  drain(format, encoder, stream, timeBase);
  writeSoundUntil(Number.POSITIVE_INFINITY);
  check(format.writeTrailerSync(), 'write trailer');
  frame.free();
  encoder.freeContext();
  format.closeOutputSync();
  format.freeContext();
  return path;
}

/** Write a display matrix into the container. */
function addSideData({ codecpar }: Stream, { displayMatrix, margins }: FilmRecipe): void {
  if (displayMatrix !== undefined) {
    // 16.16 fixed point, but 2.30 in the third column.
    const numbers = displayMatrix.map((value, i) => value * (i % 3 === 2 ? 2 ** 30 : 2 ** 16));
    check(codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, Buffer.from(Int32Array.from(numbers).buffer)), 'matrix');
  }
  if (margins !== undefined) {
    check(codecpar.addCodedSideData(AV_PKT_DATA_FRAME_CROPPING, Buffer.from(Uint32Array.from(margins).buffer)), 'crop');
  }
}

function openEncoder(recipe: FilmRecipe, timeBase: Rational): CodecContext {
  const { width = 64, height = 48, encoder = 'libx264', gop = 12, bFrames = 0, options = {} } = recipe;
  const codec = Codec.findEncoderByName(encoder as FFEncoderCodec);
  if (!codec) throw new Error(`no encoder ${encoder}`);
  const context = new CodecContext();
  context.allocContext3(codec);
  context.width = width;
  context.height = height;
  context.pixelFormat = AV_PIX_FMT_YUV420P;
  context.timeBase = timeBase;
  if (!recipe.timesMs) context.framerate = new Rational(recipe.fps ?? 25, 1);
  context.gopSize = gop;
  context.maxBFrames = bFrames;
  context.threadCount = 1;
  if (recipe.matrix !== undefined) context.colorSpace = recipe.matrix as CodecContext['colorSpace'];
  if (recipe.range !== undefined) context.colorRange = recipe.range as CodecContext['colorRange'];
  const isX26 = encoder === 'libx264' || encoder === 'libx265';
  const defaults: Record<string, string> = isX26 ? { preset: 'veryfast', crf: '4' } : {};
  if (encoder === 'libx265') defaults['x265-params'] = 'log-level=none';
  for (const [name, value] of Object.entries({ ...defaults, ...options })) {
    check(context.setOption(name, value), `option ${name}`);
  }
  // Matroska and MP4 keep the codec's headers outside its packets.
  if (/\.(?:mp4|mov|mkv|webm)$/.test(recipe.path)) context.setOption('flags', '+global_header');
  check(context.open2Sync(codec, null), `open ${encoder}`);
  return context;
}

function allocFrame(encoder: CodecContext): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.width = encoder.width;
  frame.height = encoder.height;
  frame.format = encoder.pixelFormat;
  frame.timeBase = encoder.timeBase;
  check(frame.getBuffer(), 'frame buffer');
  return frame;
}

function paintFrame(frame: Frame, { paint, isFlat = false }: FilmRecipe, index: number): void {
  // Each property of a frame is a call into FFmpeg: none is read per pixel.
  const { data: planes, linesize: strides, width, height } = frame;
  if (!planes) throw new Error('a frame without planes');
  if (isFlat) {
    const color = paint(index, 0, 0);
    for (const [i, code] of color.entries()) planes[i]!.fill(code);
    return;
  }
  const [lumas, blues, reds] = planes as [Buffer, Buffer, Buffer];
  const [lumaStride, blueStride, redStride] = strides as [number, number, number];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [luma, blue, red] = paint(index, x, y);
      lumas[y * lumaStride + x] = luma;
      if (x % 2 === 0 && y % 2 === 0) {
        blues[(y / 2) * blueStride + x / 2] = blue;
        reds[(y / 2) * redStride + x / 2] = red;
      }
    }
  }
}

function drain(format: FormatContext, encoder: CodecContext, stream: Stream, timeBase: Rational): void {
  const packet = new Packet();
  packet.alloc();
  while (encoder.receivePacketSync(packet) >= 0) {
    packet.streamIndex = stream.index;
    if (packet.duration <= 0n && !timeBase.den.toString().endsWith('000')) packet.duration = 1n;
    packet.rescaleTs(timeBase, stream.timeBase);
    check(format.interleavedWriteFrameSync(packet), 'write packet');
    packet.unref();
  }
  packet.free();
}
