import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import {
  type Backend,
  FilmError,
  type FilmInfo,
  type FrameSource,
  measureTrack,
  PACKET_KEY,
  type PacketIndex,
  resolveColor,
  type ShownFrame,
  type SoundSource,
  type Span,
  warnOfTags,
} from '../../../core/frame/index.ts';
import { UPRIGHT } from '../formats/orientation.ts';
import { explainNoVideo } from '../no-video.ts';
import { readStill } from '../stills/still.ts';
import { detectStill } from '../stills/still-format.ts';
import { hasAllExrBlocks } from './exr-blocks.ts';
import { openPictureReader, type PictureReader, type ReadPicture } from './picture-reader.ts';
import { type NumberedPicture, type PictureSequence, SEQUENCE_RATE, warnOfSequence } from './picture-sequence.ts';
import { statPictures } from './sequence-identity.ts';

/** Options of reading a sequence. */
export interface SequenceOptions {
  /** The film backend, which decodes pictures that are not read as stills. */
  readonly backend: Backend & { readonly name: 'libav' | 'ffmpeg' };
  readonly hwaccel: string | null;
  /** The requested stream; a sequence has only stream 0. */
  readonly stream: number | undefined;
}

/** Ticks of a sequence: one per picture. */
const TIME_BASE = { num: 1, den: SEQUENCE_RATE };

/** Maximum number of damaged pictures at the beginning: each may cost the start of a process. */
const MAX_DAMAGED = 256;

const SQUARE = { num: 1, den: 1 };

/** FFmpeg's codec names of stills, consistent with pictures that FFmpeg decodes. */
const STILL_CODECS: Readonly<Record<string, string>> = { jpeg: 'mjpeg', avif: 'av1' };

/**
 * Open numbered pictures as a film: picture k, counted from 0, is shown from k / 25 s on. Formats
 * of stills are decoded by `readStill`, so that a column has the colours of `findPalette` for that
 * picture; other formats (DPX, EXR, BMP, TGA and others) by FFmpeg.
 *
 * @throws {FilmError} `no-video` for a stream other than 0.
 */
export async function openSequenceSource(sequence: PictureSequence, options: SequenceOptions): Promise<FrameSource> {
  const { stream } = options;
  if (stream !== undefined && stream !== 0) throw explainNoVideo(sequence.path, stream, [0]);
  // Each picture is decoded once, because files may change.
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  return new SequenceSource(sequence, options);
}

class SequenceSource implements FrameSource {
  readonly backend: Backend;
  warnings: readonly string[];
  /** Number of pictures that could not be decoded. */
  damagedPackets = 0;
  readonly #sequence: PictureSequence;
  readonly #readerName: 'libav' | 'ffmpeg';
  #reader: PictureReader | undefined;

  constructor(sequence: PictureSequence, { backend, hwaccel }: SequenceOptions) {
    this.#sequence = sequence;
    this.#readerName = backend.name;
    this.backend = backend;
    this.warnings = [
      ...warnOfSequence(sequence),
      ...(hwaccel === null ? [] : [`pictures are decoded in software, not with ${hwaccel}`]),
    ];
  }

  async survey(): Promise<{ info: FilmInfo; index: PacketIndex }> {
    const stats = await statPictures(this.#sequence);
    const numbers = Float64Array.from(stats, (_, i) => i);
    const index: PacketIndex = {
      timeBase: TIME_BASE,
      pts: numbers,
      dts: numbers,
      durations: new Float64Array(stats.length).fill(1),
      sizes: Float64Array.from(stats, ({ size }) => size),
      flags: new Uint8Array(stats.length).fill(PACKET_KEY),
    };
    const { codec, picture, warnings } = await this.#readFirst();
    this.warnings = [...this.warnings, ...warnings];
    const info: FilmInfo = {
      stream: 0,
      codec,
      width: picture.width,
      height: picture.height,
      ...picture.shown!,
      frameRate: { num: SEQUENCE_RATE, den: 1 },
      color: resolveColor(picture),
      timeBase: TIME_BASE,
      title: null,
      track: measureTrack(index, 0),
      claimedSeconds: null,
    };
    return { info, index };
  }

  async *frames(span: Span): AsyncGenerator<ShownFrame, void, undefined> {
    const { pictures } = this.#sequence;
    for (const wanted of span.runs.flatMap((run) => [...run.wanted])) {
      await setImmediate();
      const pts = Math.floor(wanted);
      const picture = pictures[pts];
      const read = picture === undefined ? null : await this.#tryRead(picture);
      yield read === null ? { wanted, pts: Number.NaN, picture: null } : { wanted, pts, picture: read.picture };
    }
  }

  close(): void {
    this.#reader?.close();
  }

  /** Decode the first undamaged picture: it determines size and colour of the film. */
  async #readFirst(): Promise<ReadPicture & { warnings: readonly string[] }> {
    let failure: FilmError | undefined;
    for (const { path } of this.#sequence.pictures.slice(0, MAX_DAMAGED)) {
      try {
        return await this.#read(path);
      } catch (error) {
        if (!(error instanceof FilmError) || error.code === 'backend-missing') throw error;
        failure ??= error;
      }
    }
    const cause = failure === undefined ? {} : { cause: failure };
    throw new FilmError(
      failure?.code === 'no-decoder' ? 'no-decoder' : 'decode-failed',
      `${this.#sequence.path}: not one of its ${MAX_DAMAGED < this.#sequence.pictures.length ? `first ${MAX_DAMAGED} ` : ''}pictures could be decoded (${failure?.message})`,
      cause,
    );
  }

  /** Decode a picture; null if that fails. */
  async #tryRead({ path }: NumberedPicture): Promise<ReadPicture | null> {
    try {
      return await this.#read(path);
    } catch (error) {
      if (!(error instanceof FilmError) || error.code === 'backend-missing') throw error;
      this.damagedPackets++;
      return null;
    }
  }

  async #read(path: string): Promise<ReadPicture & { warnings: readonly string[] }> {
    const format = await detectStill(path);
    if (format !== null && format !== 'heic') {
      const { picture, warnings } = await readStill(path, format);
      const shown = { ...UPRIGHT, pixelAspect: SQUARE };
      return { codec: STILL_CODECS[format] ?? format, picture: { ...picture, shown }, warnings };
    }
    // A link may point to a pipe, which FFmpeg would wait for.
    const isFile = await stat(path).then(
      (stats) => stats.isFile(),
      () => false,
    );
    if (!isFile) throw new FilmError('unreadable', `${path}: is not a regular file`);
    if (!(await hasAllExrBlocks(path)))
      throw new FilmError('decode-failed', `${path}: is truncated or not complete yet`);
    this.#reader ??= await openPictureReader(this.#readerName);
    const read = await this.#reader.read(path);
    return { ...read, warnings: warnOfTags(read.picture) };
  }
}

/** The sound of a sequence: none. */
export const SILENCE: SoundSource = {
  info: null,
  damagedPackets: 0,
  measure: async (instants) => Array.from(instants, () => null),
  close() {},
};
