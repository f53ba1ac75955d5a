import { formatHex } from '../../../core/color/index.ts';
import {
  buildFilmPalette,
  type Column,
  type Fingerprint,
  type Pictures,
  type Swatch,
} from '../../../core/fingerprint/index.ts';
import { SQUEEZED_ROWS } from '../../../core/frame/index.ts';
import { unpackThumbnail } from '../../../core/poster/index.ts';
import { toBase64 } from '../../../core/text/index.ts';

/** Enough to show the effect of any option. */
const COLUMNS = 32;
const SWATCHES = 8;

const probes = new WeakMap<Fingerprint, Fingerprint>();

/**
 * A film like another, of few columns with many colours: what an option does to a layout shows in
 * it, whatever the other film looks like. It has the kinds of data that the other film has; of its
 * pictures only their sizes. The same object for the same film: layouts remember what they computed
 * of it.
 */
export function findProbe(fingerprint: Fingerprint): Fingerprint {
  let probe = probes.get(fingerprint);
  if (probe === undefined) {
    probe = makeProbe(fingerprint);
    probes.set(fingerprint, probe);
  }
  return probe;
}

function makeProbe(fingerprint: Fingerprint): Fingerprint {
  const { columns, pictures, palette: _, ...rest } = fingerprint;
  // Columns of a film that is being read may lack everything.
  const known = columns.filter(({ swatches }) => swatches.length > 0);
  const sound = columns.find((column) => column.sound !== undefined)?.sound;
  const { durationSeconds } = fingerprint.film;
  const probed = Array.from({ length: COLUMNS }, (_unused, i): Column => {
    const time = ((i + 0.5) * durationSeconds) / COLUMNS;
    const own = known[Math.floor(((i + 0.5) * known.length) / COLUMNS)];
    return { ...own, time, frameTime: time, swatches: makeSwatches(i), ...(sound !== undefined && { sound }) };
  });
  // Otherwise it would be clustered again for each value of an option.
  const palette = buildFilmPalette(probed)!;
  return { ...rest, columns: probed, palette, ...(pictures && { pictures: makePictures(pictures) }) };
}

/** Pictures that consist of a header: a layout only looks at their sizes. */
function makePictures({ thumbnails, shots }: Pictures): Pictures {
  const size = (thumbnails[0] ?? shots?.[0]) && unpackThumbnail((thumbnails[0] ?? shots![0])!);
  const { width, height } = size ?? { width: 16, height: 9 };
  const count = thumbnails.length === 0 ? 0 : COLUMNS;
  return {
    thumbnails: Array.from({ length: count }, (_, column) => ({ column, jpeg: makeJpeg(width, height, column) })),
    squeezed: makePng(COLUMNS, SQUEEZED_ROWS),
    ...(shots && { shots: shots.map((one, i) => ({ ...one, jpeg: makeJpeg(width, height, i) })) }),
  };
}

/** The beginning of a JPEG file (ITU-T T.81, B.2.2). @param id which no other picture has. */
const makeJpeg = (width: number, height: number, id: number): string =>
  toBase64(Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, height >> 8, height, width >> 8, width, id >> 8, id));

/** The beginning of a PNG file: signature and size (PNG, third edition, 5.2 and 11.2.1). */
function makePng(width: number, height: number): string {
  const file = new DataView(new ArrayBuffer(24));
  file.setBigUint64(0, 0x89504e470d0a1a0an);
  file.setUint32(8, 13);
  file.setUint32(12, 0x49484452);
  file.setUint32(16, width);
  file.setUint32(20, height);
  return toBase64(new Uint8Array(file.buffer));
}

/** Swatches whose shares, lightness, hues and ranks are in different orders. */
function makeSwatches(column: number): Swatch[] {
  const total = (SWATCHES * (SWATCHES + 1)) / 2;
  return Array.from({ length: SWATCHES }, (_, k): Swatch => {
    const code = (factor: number) => (k * factor + column * 13) % 256;
    const [r, g, b] = [code(97), code(61), code(151)];
    const pixel = formatHex(255 - r, g, b);
    return { color: formatHex(r, g, b), pixel, share: (SWATCHES - k) / total, contiguity: ((k * 5) % 8) / 8 };
  });
}
