import { applyCodecColors, type ColorTags, type Component, type Picture } from '../../../core/frame/index.ts';

/** The colour tags of a track that are known before any frame. */
export interface TrackColor {
  /** The tags of the container, for frames that state none. */
  readonly container: VideoColorSpaceInit;
  /** FFmpeg's name of the codec. */
  readonly codec: string;
  /**
   * The code points that the container states, some of which have no name in WebCodecs; null if it
   * states none.
   */
  readonly codePoints: ColorTags | null;
  /** Whether the codec always states the range of its codes, as VP9 and AV1 do. */
  readonly isRangeStated: boolean;
}

/**
 * FFmpeg's names of H.273, where those of WebCodecs differ
 * (https://www.w3.org/TR/webcodecs/#videocolorspace).
 */
const NAMES: Readonly<Record<string, string>> = {
  'bt2020-ncl': 'bt2020nc',
  pq: 'smpte2084',
  hlg: 'arib-std-b67',
};

const nameOf = (name: string | null | undefined): string | null => (name == null ? null : (NAMES[name] ?? name));

/** Read a frame's colour tags. The container gives the tags that the frame does not state. */
export function readColorTags(
  frame: VideoColorSpaceInit,
  { container, codec, codePoints, isRangeStated }: TrackColor,
  isRgb: boolean,
): ColorTags {
  const matrix = nameOf(frame.matrix ?? container.matrix) ?? codePoints?.matrix ?? null;
  // VP9 states only matrix and range (section 7.2.2 of its specification); browsers invent the
  // rest.
  const [one, other] = codec === 'vp9' ? [container, frame] : [frame, container];
  const transfer = nameOf(one.transfer ?? other.transfer) ?? codePoints?.transfer ?? null;
  const primaries = nameOf(one.primaries ?? other.primaries) ?? codePoints?.primaries ?? null;
  // Frames also report "not full" if the range is not stated.
  const isSaid =
    isRangeStated || frame.fullRange === true || matrix !== null || transfer !== null || primaries !== null;
  const range = isSaid && !isRgb ? (frame.fullRange ? 'full' : 'limited') : null;
  const tags: ColorTags = { matrix, range, transfer, primaries };
  return isRgb ? tags : applyCodecColors(codec, tags);
}

interface Layout {
  readonly model: Picture['model'];
  readonly bits: number;
  /** Bytes per code. */
  readonly bytes: 1 | 2;
  /**
   * Per component: its plane, its offset and step in the plane (codes), and its chroma subsampling,
   * log2.
   */
  readonly places: readonly (readonly [plane: number, offset: number, step: number, log2X: number, log2Y: number])[];
  readonly alpha: readonly [plane: number, offset: number, step: number] | null;
}

/**
 * Describe a pixel format of WebCodecs (https://www.w3.org/TR/webcodecs/#pixel-format); null for an
 * unsupported one.
 */
export function describeFormat(name: string | null): Layout | null {
  const planar = /^I4(20|22|44)(A?)(?:P(10|12))?$/.exec(name ?? '');
  if (planar) {
    const [x, y] = planar[1] === '20' ? [1, 1] : planar[1] === '22' ? [1, 0] : [0, 0];
    const bits = Number(planar[3] ?? 8);
    return {
      model: 'ycbcr',
      bits,
      bytes: bits > 8 ? 2 : 1,
      places: [
        [0, 0, 1, 0, 0],
        [1, 0, 1, x, y],
        [2, 0, 1, x, y],
      ],
      alpha: planar[2] ? [3, 0, 1] : null,
    };
  }
  if (name === 'NV12') {
    const places = [
      [0, 0, 1, 0, 0],
      [1, 0, 2, 1, 1],
      [1, 1, 2, 1, 1],
    ] as const;
    return { model: 'ycbcr', bits: 8, bytes: 1, places, alpha: null };
  }
  const packed = /^(RGB|BGR)([AX])$/.exec(name ?? '');
  if (packed === null) return null;
  const [r, b] = packed[1] === 'RGB' ? [0, 2] : [2, 0];
  const places = [r, 1, b].map((offset) => [0, offset, 4, 0, 0] as const);
  return { model: 'rgb', bits: 8, bytes: 1, places, alpha: packed[2] === 'A' ? [0, 3, 4] : null };
}

/** Copies frames of WebCodecs into pictures, and reuses its buffer for the next frame. */
export class VideoFrameReader {
  #buffer = new ArrayBuffer(0);
  #alphaBuffer = new ArrayBuffer(0);

  /**
   * Copy a frame's planes unchanged, without a canvas, which would convert the colours.
   *
   * @param alpha a frame of the same size and depth whose luma is the alpha of this one.
   * @returns a picture that is valid until the next call; null for an unsupported pixel format.
   */
  async read(frame: VideoFrame, color: TrackColor, alpha: VideoFrame | null = null): Promise<Picture | null> {
    const layout = describeFormat(frame.format);
    const rect = frame.visibleRect;
    if (layout === null || rect === null) return null;
    const size = frame.allocationSize({ rect });
    if (this.#buffer.byteLength < size) this.#buffer = new ArrayBuffer(size);
    const planes = await frame.copyTo(this.#buffer, { rect });
    const apart = alpha && (await this.#readAlpha(alpha, layout, rect));
    if (alpha !== null && apart === null) return null;
    const view = ([plane, offset, step, log2X, log2Y]: Layout['places'][number]): Component => {
      const { offset: start, stride } = planes[plane]!;
      const data =
        layout.bytes === 1
          ? new Uint8Array(this.#buffer, start)
          : new Uint16Array(this.#buffer, start, Math.floor((this.#buffer.byteLength - start) / 2));
      return { data, offset, stride: stride / layout.bytes, step, log2X, log2Y, shift: 0 };
    };
    return {
      width: rect.width,
      height: rect.height,
      model: layout.model,
      components: layout.places.map(view),
      alpha: apart ?? (layout.alpha && view([...layout.alpha, 0, 0])),
      bits: layout.bits,
      // WebCodecs does not report it.
      isInterlaced: false,
      tags: readColorTags(frame.colorSpace, color, layout.model === 'rgb'),
    };
  }

  /** Copy the luma of a frame as alpha; null where it does not match the picture. */
  async #readAlpha(
    frame: VideoFrame,
    { bits, bytes }: Layout,
    { width, height }: DOMRectReadOnly,
  ): Promise<Component | null> {
    const layout = describeFormat(frame.format);
    const rect = frame.visibleRect;
    if (layout?.model !== 'ycbcr' || layout.bits !== bits || rect?.width !== width || rect.height !== height)
      return null;
    const size = frame.allocationSize({ rect });
    if (this.#alphaBuffer.byteLength < size) this.#alphaBuffer = new ArrayBuffer(size);
    const { offset: start, stride } = (await frame.copyTo(this.#alphaBuffer, { rect }))[0]!;
    const data =
      bytes === 1
        ? new Uint8Array(this.#alphaBuffer, start)
        : new Uint16Array(this.#alphaBuffer, start, Math.floor((this.#alphaBuffer.byteLength - start) / 2));
    return { data, offset: 0, stride: stride / bytes, step: 1, log2X: 0, log2Y: 0, shift: 0 };
  }
}
