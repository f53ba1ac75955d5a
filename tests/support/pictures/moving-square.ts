import type { Fingerprint } from '#core/fingerprint/index';
import type { SmallPicture } from '#core/frame/index';
import { fingerprintOf } from '../fingerprints/synthetic-fingerprint.ts';

/** Frames per second. */
export const RATE = 25;
/** Seconds of a column: ends that colours find may be off by as much. */
export const STEP = 0.5;

const [WIDTH, HEIGHT] = [96, 54];
const SIDE = 12;

/** A still background with a square that moves by a pixel per frame. */
export function drawMovingSquare(frame: number): SmallPicture {
  const data = new Uint8Array(3 * WIDTH * HEIGHT);
  for (let i = 0; i < data.length; i++) data[i] = 40 + (Math.floor(i / 3) % WIDTH);
  const x = Math.abs(frame) % (WIDTH - SIDE);
  const y = (7 * Math.floor(Math.abs(frame) / 40)) % (HEIGHT - SIDE);
  for (let row = y; row < y + SIDE; row++) data.fill(190, 3 * (WIDTH * row + x), 3 * (WIDTH * row + x + SIDE));
  return { width: WIDTH, height: HEIGHT, data };
}

/** Another grade, with a logo in a corner. */
export function regradePicture({ width, height, data }: SmallPicture): SmallPicture {
  const isLogo = (i: number) => i % (3 * width) < 30 && i < 30 * width;
  return { width, height, data: data.map((code, i) => (isLogo(i) ? 255 : 20 + 0.8 * code)) };
}

/** The negative of a picture. */
export const invertPicture = ({ width, height, data }: SmallPicture): SmallPicture => ({
  width,
  height,
  data: data.map((code) => 255 - code),
});

/** A fingerprint of a film with this many frames: only its times tell anything. */
export function filmOfFrames(frames: number): Fingerprint {
  const to = frames / RATE;
  const film = fingerprintOf(
    Array.from({ length: Math.round(to / STEP) }, (_, i) => {
      const time = (i + 0.5) * STEP;
      return { time, frameTime: time, swatches: [{ color: '#404040', share: 1 }] };
    }),
  );
  return {
    ...film,
    film: { ...film.film, frameRate: { num: RATE, den: 1 } },
    sampling: { ...film.sampling, from: 0, to },
  };
}
