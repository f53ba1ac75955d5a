import { deflateSync } from 'node:zlib';

export interface PngRecipe {
  readonly width: number;
  readonly height: number;
  /** R G B or R G B A codes, interleaved. */
  readonly codes: readonly number[];
  readonly channels?: 3 | 4;
  readonly bits?: 8 | 16;
  /** An ICC profile, to be put into the file as it is: no pixel is changed for it. */
  readonly icc?: Uint8Array;
  /** Other chunks before the pixels, by type. */
  readonly chunks?: Readonly<Record<string, Buffer>>;
}

/** Write a PNG by hand (ISO/IEC 15948), so that nothing that reads it back has had a hand in it. */
export function writePng({ width, height, codes, channels = 3, bits = 8, icc, chunks = {} }: PngRecipe): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bits;
  header[9] = channels === 3 ? 2 : 6;
  const row = width * channels * (bits / 8);
  const raw = Buffer.alloc(height * (row + 1));
  for (const [i, code] of codes.entries()) {
    const y = Math.floor(i / (width * channels));
    const at = y * (row + 1) + 1 + (i % (width * channels)) * (bits / 8);
    if (bits === 8) raw[at] = code;
    else raw.writeUInt16BE(code, at);
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(icc ? [chunk('iCCP', Buffer.concat([Buffer.from('own\0\0', 'latin1'), deflateSync(icc)]))] : []),
    ...Object.entries(chunks).map(([type, data]) => chunk(type, data)),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** Annex D of the specification, without its table. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
