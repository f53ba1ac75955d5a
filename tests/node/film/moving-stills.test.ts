import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { detectStill, openFilmSource } from '#node/film/index';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { sampleSource } from '../../support/reading/sample-source.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

/** Why the refusal of WebP by FFmpeg cannot be tested here, or false. */
const SKIP_WEBP = FFMPEG_SKIP === false && readsWebp() && 'the FFmpeg in the PATH reads animated WebP';

function readsWebp(): boolean {
  return execFileSync('ffmpeg', ['-loglevel', 'error', '-demuxers'], { encoding: 'utf8' }).includes('webp_anim');
}

/** Make a film of four different frames with an encoder of FFmpeg. */
function make(name: string, ...options: readonly string[]): string {
  const path = join(folder, name);
  const input = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:duration=0.16'];
  execFileSync('ffmpeg', ['-nostdin', '-loglevel', 'error', '-y', ...input, ...options, path]);
  return path;
}

/** Make a WebP with two frames, red and blue, 100 ms each. */
async function makeWebp(): Promise<string> {
  const path = join(folder, 'film.webp');
  const codes = Buffer.from([...Array(64).fill([255, 0, 0]), ...Array(64).fill([0, 0, 255])].flat());
  const raw = { width: 8, height: 16, channels: 3, pageHeight: 8 } as const;
  writeFileSync(
    path,
    await sharp(codes, { raw })
      .webp({ lossless: true, delay: [100, 100] })
      .toBuffer(),
  );
  return path;
}

describe('Animated picture formats', { skip: FFMPEG_SKIP }, () => {
  for (const backend of ['libav', 'ffmpeg'] as const) {
    it(`raw Motion JPEG, GIF and animated AVIF are read as films by ${backend}`, async () => {
      const films = [make('film.mjpeg'), make('film.gif'), make('film.avif', '-c:v', 'libaom-av1', '-cpu-used', '8')];
      for (const path of films) {
        const { info } = await sampleSource(await openFilmSource(path, { backend }), 2);
        assert.equal(info.track.frames, 4, path);
        if (!path.endsWith('.gif')) assert.equal(await detectStill(path), null);
      }
    });
  }

  it('animated WebP is read as a film by the libav backend', async () => {
    const path = await makeWebp();
    const { info } = await sampleSource(await openFilmSource(path, { backend: 'libav' }), 2);
    assert.deepEqual([info.track.frames, info.width, info.height], [2, 8, 8]);
  });
});

describe('Errors for pictures in place of films', () => {
  const fails = (path: string, backend: 'libav' | 'ffmpeg', message: RegExp) =>
    assert.rejects(openFilmSource(path, { backend }), { code: 'unreadable', message });

  it('a still in place of a film is refused, and the message names the command for stills', async () => {
    const path = join(folder, 'still.jpg');
    writeFileSync(
      path,
      await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
        .jpeg()
        .toBuffer(),
    );
    await fails(path, 'libav', /still\.jpg: is a still picture \(JPEG\), not a film; .*chromatheque palette FILE$/);
  });

  it('an animated WebP that FFmpeg cannot read is refused, and the message names a conversion', {
    skip: FFMPEG_SKIP || SKIP_WEBP,
  }, async () => {
    await fails(await makeWebp(), 'ffmpeg', /is an animated WebP, which FFmpeg reads from version 8\.1 on; .*magick/);
  });
});
