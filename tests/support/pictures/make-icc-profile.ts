type Xyz = readonly [number, number, number];

/** D50-adapted primaries and gamma of a display profile. */
export interface DisplayProfile {
  /** XYZ of red, green and blue. */
  readonly primaries: readonly [red: Xyz, green: Xyz, blue: Xyz];
  readonly gamma: number;
}

/** Adobe RGB (1998): primaries adapted to D50, http://www.brucelindbloom.com/index.html?Eqn_RGB_XYZ_Matrix.html; gamma from the specification. */
export const ADOBE_RGB: DisplayProfile = {
  primaries: [
    [0.6097559, 0.3111242, 0.0194811],
    [0.2052401, 0.625656, 0.0608902],
    [0.149224, 0.0632197, 0.7448387],
  ],
  gamma: 563 / 256,
};

/** Make an ICC profile of version 2 of a display: ICC.1:2001-04, clauses 6.1 and 6.3.1.2 (three-component matrix-based input profiles). */
export function makeIccProfile({ primaries, gamma }: DisplayProfile): Buffer {
  const xyz = (values: readonly number[]): Buffer => {
    const tag = Buffer.alloc(20);
    tag.write('XYZ ', 'latin1');
    for (const [i, value] of values.entries()) tag.writeInt32BE(Math.round(value * 65536), 8 + 4 * i);
    return tag;
  };
  const curve = Buffer.alloc(16);
  curve.write('curv', 'latin1');
  curve.writeUInt32BE(1, 8);
  curve.writeUInt16BE(Math.round(gamma * 256), 12);
  const text = Buffer.from('text\0\0\0\0none\0\0\0\0', 'latin1');
  const name = Buffer.alloc(104);
  name.write('desc', 'latin1');
  name.writeUInt32BE(4, 8);
  name.write('own\0', 12, 'latin1');
  const [red, green, blue] = primaries;
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', name],
    ['cprt', text],
    ['wtpt', xyz([0.9642, 1, 0.8249])],
    ['rXYZ', xyz(red)],
    ['gXYZ', xyz(green)],
    ['bXYZ', xyz(blue)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  let at = 128 + table.length;
  for (const [i, [signature, { length }]] of tags.entries()) {
    table.write(signature, 4 + 12 * i, 'latin1');
    table.writeUInt32BE(at, 8 + 12 * i);
    table.writeUInt32BE(length, 12 + 12 * i);
    at += length;
  }
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x02400000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  for (const [i, value] of [0.9642, 1, 0.8249].entries()) header.writeInt32BE(Math.round(value * 65536), 68 + 4 * i);
  return Buffer.concat([header, table, ...tags.map(([, data]) => data)]);
}
