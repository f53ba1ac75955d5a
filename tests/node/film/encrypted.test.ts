import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { it } from 'node:test';
import { FFMPEG_SKIP, TESTED_BACKENDS } from '../../support/reading/backends.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

for (const backend of ['libav', 'ffmpeg'] as const) {
  it(`an encrypted MP4 is refused with a message that it is encrypted, read with ${backend}`, {
    skip: FFMPEG_SKIP,
  }, async () => {
    const path = join(folder, 'film.mp4');
    const hexadecimal = '0123456789abcdef0123456789abcdef';
    execFileSync('ffmpeg', [
      ...['-nostdin', '-loglevel', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=64x48:duration=1'],
      ...['-c:v', 'libx264', '-encryption_scheme', 'cenc-aes-ctr'],
      ...['-encryption_key', hexadecimal, '-encryption_kid', hexadecimal, path],
    ]);
    await assert.rejects(
      async () => {
        const source = await TESTED_BACKENDS[backend].open(path);
        try {
          await source.survey();
        } finally {
          source.close();
        }
      },
      { code: 'decode-failed', message: `${path}: the film is encrypted; decrypt it first` },
    );
  });
}
