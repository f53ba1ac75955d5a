import type { Component, Picture } from '../../../core/frame/index.ts';

/** The container's crop of each picture, in addition to the stream's, pixels per side. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * Read FFmpeg's side data `AV_PKT_DATA_FRAME_CROPPING`: the clean aperture of MP4 (`clap`, ISO/IEC
 * 14496-12, 12.1.4) and the `PixelCrop` elements of Matroska, as four 32-bit integers
 * (libavcodec/packet.h).
 */
export function readMargins(data: Buffer | null): Margins | null {
  if (data === null || data.length < 16) return null;
  const [top, bottom, left, right] = [0, 4, 8, 12].map((at) => data.readUInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  return { top, bottom, left, right };
}

/**
 * View the part of a picture inside its margins, without copying. Corner and size are rounded down
 * to whole chroma samples, as FFmpeg's own programs do since 7.1 (libavfilter/vf_crop.c without
 * `exact`), so that all backends give the same result.
 *
 * @returns the picture itself if nothing would be left.
 */
export function cropMargins(picture: Picture, { top, bottom, left, right }: Margins): Picture {
  const { components, alpha } = picture;
  const stepX = 2 ** Math.max(...components.map(({ log2X }) => log2X));
  const stepY = 2 ** Math.max(...components.map(({ log2Y }) => log2Y));
  const [x, y] = [roundDown(left, stepX), roundDown(top, stepY)];
  const width = roundDown(picture.width - left - right, stepX);
  const height = roundDown(picture.height - top - bottom, stepY);
  if (width < 1 || height < 1) return picture;
  const move = (component: Component): Component => {
    const { offset, stride, step, log2X, log2Y } = component;
    return { ...component, offset: offset + (y >> log2Y) * stride + (x >> log2X) * step };
  };
  return { ...picture, width, height, components: components.map(move), alpha: alpha && move(alpha) };
}

const roundDown = (value: number, step: number): number => Math.floor(value / step) * step;
