import { writeFileSync } from 'node:fs';

const RATE = 8000;

/** Write a WAV file: a second of silence, and no picture. */
export function makeSound(path: string): string {
  const header = Buffer.alloc(44);
  const bytes = 2 * RATE;
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(bytes, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  writeFileSync(path, Buffer.concat([header, Buffer.alloc(bytes)]));
  return path;
}
