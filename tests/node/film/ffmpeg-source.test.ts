import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { createPixelSampler, type FrameSource, PACKET_KEY, planDecode, type Span } from '#core/frame/index';
import {
  describePixelFormat,
  joinSpans as joinShortSpans,
  layOutRaw,
  openFfmpegSource,
  openFilmSource,
  openLibavSource,
  viewRaw,
} from '#node/film/index';
import { greys } from '../../support/films/frame-recipes.ts';
import { makeFilm } from '../../support/films/make-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { joinSpans, sampleSource } from '../../support/reading/sample-source.ts';
import { serveFile } from '../../support/servers/serve-file.ts';
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

describe('Spans of a film', () => {
  /** A film of 100 groups of 12 pictures. */
  const pts = Float64Array.from({ length: 1200 }, (_, i) => i);
  const flags = Uint8Array.from(pts, (i) => (i % 12 === 0 ? PACKET_KEY : 0));
  const sizes = new Float64Array(1200).fill(1000);
  const index = { timeBase: { num: 1, den: 25 }, pts, dts: pts, durations: sizes.fill(1), sizes, flags };
  const { spans } = planDecode(index, true, pts);
  const backend = { name: 'ffmpeg', version: '7.1' };

  it("short spans are joined where the system's FFmpeg reads them, with all their frames", () => {
    assert.equal(spans.length, 100);
    const joined = joinShortSpans(spans, backend, { width: 320, height: 180 });
    // 25 million pixels are 434 pictures, which are 36 groups.
    assert.deepEqual(
      joined.map(({ runs }) => runs.length),
      [36, 36, 28],
    );
    assert.deepEqual(
      joined.flatMap(({ runs }) => runs),
      spans.flatMap(({ runs }) => runs),
    );
  });

  it('spans of large pictures, and spans that libav reads, are not joined', () => {
    assert.deepEqual(joinShortSpans(spans, backend, { width: 1920, height: 1080 }), spans);
    assert.equal(joinShortSpans(spans, { ...backend, name: 'libav' }, { width: 320, height: 180 }), spans);
  });
});

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
  it("the system's FFmpeg writes raw pictures of each format as the layout of the format says, also of odd sizes", async () => {
    // One start for all streams, where reading each as a film starts FFmpeg twice.
    const pathOf = (stream: number) => join(folder, `${stream}.raw`);
    const outputs = formats.flatMap((_, i) => ['-map', `0:v:${i}`, '-f', 'rawvideo', '-y', pathOf(i)]);
    assert.equal(spawnSync('ffmpeg', ['-v', 'error', '-nostdin', '-i', raw, ...outputs]).status, 0);
    const sample = createPixelSampler();
    for (const [stream, format] of formats.entries()) {
      // FFmpeg itself converts its range here, but not where it reads a film for Chromatheque.
      if (format === 'yuvj422p') continue;
      const source = await openLibavSource(raw, { stream });
      const { span: spans } = await planAll(source);
      const layout = describePixelFormat(format)!;
      const bytes = readFileSync(pathOf(stream));
      const stored = layOutRaw(layout, 67, 45);
      assert.equal(bytes.length, 3 * stored.storedBytes, format);
      let at = 0;
      for (const { runs } of spans) {
        for await (const { picture } of source.frames({ runs })) {
          const expected = Buffer.from(sample(picture!));
          const own = bytes.subarray(at, at + stored.storedBytes);
          at += stored.storedBytes;
          const { tags, isInterlaced } = picture!;
          const read = viewRaw(own, stored, layout, { width: 67, height: 45, tags, isInterlaced });
          assert.deepEqual(Buffer.from(sample(read)), expected, format);
        }
      }
      source.close();
      assert.equal(at, bytes.length);
    }
  });

  // One format of each kind of layout, read as a film.
  for (const format of ['yuvj422p', 'yuv420p12le', 'uyvy422', 'gbrap']) {
    it(`the system's FFmpeg gives the same ${format} pixels as libav, also for odd sizes`, async () => {
      const stream = formats.indexOf(format);
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
