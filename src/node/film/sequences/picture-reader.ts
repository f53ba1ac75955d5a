import { extname } from 'node:path';
import { FilmError, type Picture } from '../../../core/frame/index.ts';
import { FfmpegDecoding } from '../ffmpeg/decoding.ts';
import { explainNoFrame, showPicture } from '../ffmpeg/info.ts';
import { addressFilm } from '../ffmpeg/input.ts';
import { type FfmpegTrack, probeTrack } from '../ffmpeg/probe.ts';
import { readFfmpegVersion } from '../ffmpeg/version.ts';
import type { FilmPlace } from '../identity/film-place.ts';
import { openLibavContainer } from '../libav/container.ts';
import { LibavDecoder } from '../libav/decoder.ts';
import type { Libav } from '../libav/libav.ts';
import { loadLibav } from '../libav/libav.ts';

/** A decoded picture, with FFmpeg's name of its codec. */
export interface ReadPicture {
  readonly picture: Picture;
  readonly codec: string;
}

/** Reads single pictures with FFmpeg. */
export interface PictureReader {
  /**
   * Decode a picture. It is borrowed until the next call.
   *
   * @throws {FilmError}
   */
  read(path: string): Promise<ReadPicture>;
  /** Free everything. */
  close(): void;
}

const placePicture = (path: string): FilmPlace => ({ path, address: path, isPicture: true, check() {}, release() {} });

/** Open a reader of pictures with the given film backend. */
export async function openPictureReader(backend: 'libav' | 'ffmpeg'): Promise<PictureReader> {
  return backend === 'libav'
    ? new LibavPictureReader(await loadLibav())
    : new FfmpegPictureReader(await readFfmpegVersion());
}

class LibavPictureReader implements PictureReader {
  readonly #libav: Libav;
  #decoder: LibavDecoder | undefined;

  constructor(libav: Libav) {
    this.#libav = libav;
  }

  async read(path: string): Promise<ReadPicture> {
    this.close();
    const container = openLibavContainer(this.#libav, placePicture(path));
    const packet = new this.#libav.lib.Packet();
    packet.alloc();
    try {
      const [stream] = container.streams;
      if (stream === undefined || container.readFrameSync(packet) < 0) throw explainDamage(path);
      const codec = this.#libav.lib.avGetCodecName(stream.codecpar.codecId) ?? 'unknown';
      const decoder = new LibavDecoder(this.#libav, stream, path, false);
      this.#decoder = decoder;
      decoder.send(packet);
      decoder.send(null);
      const frame = decoder.receive();
      if (frame === null || !decoder.isTrusted) throw explainDamage(path);
      return { codec, picture: decoder.view(frame) };
    } finally {
      packet.free();
      container.closeInputSync();
    }
  }

  close(): void {
    this.#decoder?.close();
    this.#decoder = undefined;
  }
}

class FfmpegPictureReader implements PictureReader {
  readonly #version: string;
  /** By extension: whether pictures need a separate check by another program. */
  readonly #tracks = new Map<string, FfmpegTrack>();
  #decoding: FfmpegDecoding | undefined;

  constructor(version: string) {
    this.#version = version;
  }

  async read(path: string): Promise<ReadPicture> {
    this.close();
    const input = addressFilm(placePicture(path));
    const extension = extname(path).toLowerCase();
    const track = this.#tracks.get(extension) ?? (await probeTrack(input, 0));
    this.#tracks.set(extension, track);
    const decoding = new FfmpegDecoding({
      ...{ input, track, version: this.#version, hwaccel: null, decoder: null, hasShortcuts: false },
      ...{ seekMicroseconds: null, packets: null, entryPts: Number.NaN, select: '1' },
    });
    this.#decoding = decoding;
    const frame = await decoding.next();
    if (frame === null) throw explainNoFrame(path, track.codec, decoding);
    if (!frame.isTrusted) throw explainDamage(path);
    const shown = showPicture(track, frame.info, false);
    return { codec: track.codec, picture: { ...frame.picture, shown } };
  }

  close(): void {
    this.#decoding?.kill();
    this.#decoding = undefined;
  }
}

const explainDamage = (path: string): FilmError =>
  new FilmError('decode-failed', `${path}: is damaged and cannot be decoded completely`);
