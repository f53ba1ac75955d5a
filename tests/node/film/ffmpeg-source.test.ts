import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { createPixelSampler, type FrameSource, planDecode, type Span } from '#core/frame/index';
import { openFfmpegSource, openFilmSource, openLibavSource } from '#node/film/index';
import { FFMPEG_SKIP } from '../../support/backends.ts';
import { greys } from '../../support/frame-recipes.ts';
import { makeFilm } from '../../support/make-film.ts';
import { joinSpans, sampleSource } from '../../support/sample-source.ts';
import { serveFile } from '../../support/serve-file.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { waitFor } from '../../support/wait-for.ts';

const folder = makeTempFolder();
const textured = (frame: number, x: number, y: number) =>
  [16 + ((frame * 5 + x * 3 + y * 7) % 200), 128, 128 + (x % 9)] as const;

/** Plan all packets of a film in one span, with every frame wanted. */
async function planAll(source: FrameSource) {
  const { info, index } = await source.survey();
  return { index, span: planDecode(index, info.track.isTimed, index.pts.toSorted()).spans };
}

/** Return the sampled colours of every frame in some spans. */
async function colors(source: FrameSource, spans: readonly Span[]): Promise<Map<number, Buffer>> {
  const frames = new Map<number, Buffer>();
  const sample = createPixelSampler();
  for (const span of joinSpans(source, spans, 1)) {
    for await (const { pts, picture } of source.frames(span)) frames.set(pts, Buffer.from(sample(picture!)));
  }
  source.close();
  return frames;
}

describe("The system's FFmpeg", { skip: FFMPEG_SKIP }, () => {
  const formats = (
    'yuv410p yuv411p yuv420p12le yuv440p yuvj422p yuva420p yuva444p10le yuyv422 uyvy422 nv12 gbrp10le gbrap ' +
    'rgb24 bgra rgb48le gray10le ya8'
  ).split(' ');
  const raw = join(folder, 'raw.nut');
  before(() => {
    // One stream per format: starting FFmpeg takes longer than reading all streams.
    const source = ['-f', 'lavfi', '-i', 'testsrc2=s=68x46:d=0.12:r=25', '-vf', 'scale=67:45', '-c:v', 'rawvideo'];
    const streams = formats.flatMap((format, i) => ['-map', '0', `-pix_fmt:v:${i}`, format]);
    assert.equal(spawnSync('ffmpeg', ['-v', 'error', '-nostdin', ...source, ...streams, '-y', raw]).status, 0);
  });
  for (const [stream, format] of formats.entries()) {
    it(`the system's FFmpeg gives the same ${format} pixels as libav, also for odd sizes`, async () => {
      const libav = await openLibavSource(raw, { stream });
      // Both backends use the same plan: a survey would start FFmpeg two more times.
      const { span: spans } = await planAll(libav);
      const expected = await colors(libav, spans);
      assert.equal(expected.size, 3);
      assert.deepEqual(await colors(await openFfmpegSource(raw, { stream }), spans), expected);
    });
  }

  it("the system's FFmpeg reads the orientation of a film that only its stream states", async () => {
    const path = join(folder, 'orientation.h264');
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=64x48:d=0.2:r=25', '-c:v', 'libx264'];
    const orientation = ['-bsf:v', 'h264_metadata=display_orientation=insert:rotate=90:flip=horizontal'];
    const { status } = spawnSync('ffmpeg', ['-v', 'error', '-nostdin', ...picture, ...orientation, '-y', path]);
    assert.equal(status, 0);
    const shown = [];
    for (const open of [openLibavSource, openFfmpegSource]) {
      const { info } = await sampleSource(await open(path), 1);
      shown.push({ isMirrored: info.isMirrored, rotationDegrees: info.rotationDegrees });
    }
    assert.equal(shown[0]!.isMirrored, true);
    assert.deepEqual(shown[1], shown[0]);
  });

  it("opening a film with the system's FFmpeg starts ffprobe once and nothing else", {
    skip: process.platform === 'win32',
  }, async () => {
    const path = makeFilm({ path: join(folder, 'starts.mp4'), frames: 10, isFlat: true, paint: greys });
    const both = join(folder, 'both');
    mkdirSync(both);
    const log = join(both, 'starts.txt');
    const { PATH } = process.env;
    for (const program of ['ffmpeg', 'ffprobe']) {
      const script = `#!/bin/sh\necho ${program} >> '${log}'\nPATH='${PATH}' exec ${program} "$@"\n`;
      writeFileSync(join(both, program), script, { mode: 0o755 });
    }
    process.env.PATH = `${both}:${PATH}`;
    try {
      const source = await openFfmpegSource(path);
      assert.match(source.backend.version, /\d/);
      source.close();
    } finally {
      process.env.PATH = PATH;
    }
    assert.equal(readFileSync(log, 'utf8'), 'ffprobe\n');
  });

  it("the system's FFmpeg reads from the start of the film if a seek ends after the key packet", {
    skip: process.platform === 'win32',
  }, async () => {
    const path = makeFilm({ path: join(folder, 'late.mp4'), frames: 60, isFlat: true, paint: greys });
    const expected = (await sampleSource(await openFfmpegSource(path), 6)).shown;
    const late = join(folder, 'late');
    mkdirSync(late);
    const script = `for a do shift; [ "$p" = -ss ] && a=$((\${a%us} + 700000))us; p=$a; set -- "$@" "$a"; done`;
    const { PATH } = process.env;
    writeFileSync(join(late, 'ffmpeg'), `#!/bin/sh\n${script}\nPATH='${PATH}' exec ffmpeg "$@"\n`, { mode: 0o755 });
    process.env.PATH = `${late}:${PATH}`;
    try {
      assert.deepEqual((await sampleSource(await openFfmpegSource(path), 6)).shown, expected);
    } finally {
      process.env.PATH = PATH;
    }
  });

  it("the system's FFmpeg counts damaged packets and gives the other frames, like libav", async () => {
    const path = makeFilm({ path: join(folder, 'damaged.mp4'), frames: 60, paint: textured, isIndexFirst: true });
    const bytes = readFileSync(path);
    // Overwrite some of the pictures.
    bytes.fill(0xff, Math.floor(bytes.length * 0.4), Math.floor(bytes.length * 0.6));
    writeFileSync(path, bytes);
    const counts = [];
    for (const open of [openLibavSource, openFfmpegSource]) {
      const source = await open(path);
      let frames = 0;
      for (const span of (await planAll(source)).span) {
        for await (const { picture } of source.frames(span)) if (picture !== null) frames++;
      }
      source.close();
      counts.push({ frames, damaged: source.damagedPackets });
    }
    const [libav, ffmpeg] = counts;
    assert.ok(libav!.damaged > 0 && ffmpeg!.damaged > 0, JSON.stringify(counts));
    assert.ok(ffmpeg!.frames > 20, JSON.stringify(counts));
  });

  it('hardware decoding that does not work falls back to software, with a warning', async () => {
    const path = makeFilm({ path: join(folder, 'hardware.mp4'), frames: 10, isFlat: true, paint: greys });
    const source = await openFilmSource(path, { hwaccel: 'nosuch' });
    const { shown } = await sampleSource(source, 5);
    assert.match(
      source.warnings.join('\n'),
      /hardware decoding with nosuch does not work here \(.+\); decoded in soft/,
    );
    assert.equal(source.backend.name, 'ffmpeg');
    assert.equal(source.backend.hwaccel, undefined);
    assert.deepEqual(shown, (await sampleSource(await openLibavSource(path), 5)).shown);
  });

  it("the system's FFmpeg reads a film from an http address, and does not follow a redirect to a file", async () => {
    const path = makeFilm({ path: join(folder, 'remote.mp4'), frames: 10, isFlat: true, paint: greys });
    const film = await serveFile(path);
    const server = createServer((_, response) => response.writeHead(302, { Location: `file:${path}` }).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { shown } = await sampleSource(await openFfmpegSource(`http://${film.host}/film.mp4`), 5);
      assert.deepEqual(shown, (await sampleSource(await openLibavSource(path), 5)).shown);
      const { port } = server.address() as AddressInfo;
      await assert.rejects(openFfmpegSource(`http://127.0.0.1:${port}/elsewhere`), { code: 'unreadable' });
    } finally {
      film.close();
      server.close();
    }
  });

  it('the FFmpeg process ends when its frames are no longer read, and when the source is closed', {
    skip: !existsSync('/proc/self/task') && 'processes are counted in /proc',
  }, async () => {
    const children = () => readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim();
    const path = makeFilm({ path: join(folder, 'left.mp4'), frames: 200, width: 320, height: 240, paint: textured });
    const source = await openFfmpegSource(path);
    const [span] = (await planAll(source)).span;
    for await (const _ of source.frames(span!)) break;
    assert.ok(await waitFor(() => children() === ''));
    const frames = source.frames(span!);
    await frames.next();
    assert.notEqual(children(), '');
    source.close();
    assert.ok(await waitFor(() => children() === ''));
    await frames.return();
  });
});
