import { AVERROR_EAGAIN, AVERROR_EOF, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { avGetPixFmtName, Codec, CodecContext, FFmpegError, FormatContext, Frame, Packet } from 'node-av/lib';

/** One frame that came on screen. */
export interface OracleFrame {
  /** Seconds, as the container counts. */
  readonly seconds: number;
  /**
   * Codes of the first component, row by row without padding: enough to tell frames apart. Null where
   * no one looks.
   */
  readonly luma: Buffer | null;
}

function copyLuma(frame: Frame): Buffer {
  const bytes = /p\d\dle$/.test(avGetPixFmtName(frame.format as never) ?? '') ? 2 : 1;
  const [plane, stride, width, height] = [frame.data![0]!, frame.linesize[0]!, frame.width * bytes, frame.height];
  return Buffer.concat(Array.from({ length: height }, (_, y) => plane.subarray(y * stride, y * stride + width)));
}

/**
 * The plain way to read a film, kept as an oracle: decode every frame from the first to the last, leave out nothing.
 *
 * @param isCompared whether a frame's picture is looked at: to copy all takes longer than to decode them.
 */
export function decodeEverything(path: string, isCompared: (seconds: number) => boolean): OracleFrame[] {
  const container = new FormatContext();
  FFmpegError.throwIfError(container.openInputSync(path), 'open');
  FFmpegError.throwIfError(container.findStreamInfoSync(), 'stream info');
  const stream = container.streams[container.findBestStream(AVMEDIA_TYPE_VIDEO)]!;
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(stream.codecpar);
  decoder.pktTimebase = stream.timeBase;
  decoder.threadCount = 1;
  FFmpegError.throwIfError(decoder.open2Sync(codec, null), 'open decoder');
  const packet = new Packet();
  packet.alloc();
  const frame = new Frame();
  frame.alloc();
  const frames: OracleFrame[] = [];
  const drain = () => {
    for (;;) {
      const code = decoder.receiveFrameSync(frame);
      if (code === AVERROR_EAGAIN || code === AVERROR_EOF) return;
      if (code < 0) continue;
      // The last frames of a container without times have none: each is then shown as long as the one before.
      const [before = 0, last = 0] = frames.slice(-2).map((shown) => shown.seconds);
      const hasTime = frame.bestEffortTimestamp !== -(2n ** 63n);
      const stated = (Number(frame.bestEffortTimestamp) * stream.timeBase.num) / stream.timeBase.den;
      const seconds = hasTime ? stated : last + (last - before);
      frames.push({ seconds, luma: isCompared(seconds) ? copyLuma(frame) : null });
      frame.unref();
    }
  };
  while (container.readFrameSync(packet) >= 0) {
    // An empty packet repeats the picture before it; FFmpeg's decoders would take it for the end.
    if (packet.streamIndex === stream.index && packet.size > 0) {
      decoder.sendPacketSync(packet);
      drain();
    }
    packet.unref();
  }
  decoder.sendPacketSync(null);
  drain();
  frame.free();
  packet.free();
  decoder.freeContext();
  container.closeInputSync();
  return frames;
}

/** The frame on screen at a time: the one with the largest presentation time not after it. */
export function frameOnScreen(frames: readonly OracleFrame[], seconds: number): OracleFrame | undefined {
  let shown: OracleFrame | undefined;
  for (const frame of frames) {
    // A nanosecond of grace: times are made of ratios here and of decimals there.
    if (frame.seconds <= seconds + 1e-9 && (shown === undefined || frame.seconds > shown.seconds)) shown = frame;
  }
  return shown;
}
