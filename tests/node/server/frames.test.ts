import assert from 'node:assert/strict';
import { copyFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { framePath, PATHS } from '#core/protocol/index';
import { createFrameReader, createLocalRunner, type PreviewRunner } from '#node/app/internal';
import { createFrameRegistry } from '#node/server/jobs/frame-registry';
import { openRoots } from '#node/server/shelf/roots';
import { findShelfFile } from '#node/server/shelf/shelf-file';
import { makeFilm } from '../../support/films/make-film.ts';
import { childrenOf, NEEDS_PROC } from '../../support/processes/children-of.ts';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { waitFor } from '../../support/wait-for.ts';

const folder = await realpath(makeTempFolder());
const film = (name: string) => join(folder, name);
const FRAMES = 100;
/** Each frame is lighter than the one before: two codes of luma. */
const recipe = { frames: FRAMES, width: 96, height: 64, gop: 20, bFrames: 2, isFlat: true } as const;
makeFilm({ ...recipe, path: film('grey.mp4'), paint: (frame) => [20 + 2 * frame, 128, 128] });
makeFilm({ ...recipe, path: film('grey.mkv'), paint: (frame) => [20 + 2 * frame, 128, 128] });
copyFileSync(film('grey.mp4'), film('third.mp4'));
writeFileSync(film('text.mp4'), 'no film\n'.repeat(500));
writeFileSync(film('still.png'), 'no still');

const { ask, askJson } = await startTestServer({ inputs: [folder] });

/** The frame of the film that a picture shows, by its lightness. */
async function numberOf(jpeg: Uint8Array): Promise<number> {
  const { channels } = await sharp(jpeg).stats();
  return Math.round((channels[1]!.mean * (235 - 16)) / 255 + 16 - 20) / 2;
}

const near = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) <= 0.5, `frame ${found}, not ${expected}`);

describe('Frames of a film from the server', () => {
  it('a frame at a time is the one shown then, in MP4 and Matroska', async () => {
    for (const name of ['grey.mp4', 'grey.mkv']) {
      for (const frame of [0, 1, 19, 20, 47, 99]) {
        const { status, headers, body } = await ask(framePath(`0/${name}`, { seconds: (frame + 0.4) / 25 }));
        assert.deepEqual([status, headers['content-type']], [200, 'image/jpeg']);
        near(await numberOf(body), frame);
      }
    }
  });

  it('a frame at a share of the film is a key frame near it', async () => {
    const { body } = await ask(framePath('0/grey.mp4', { share: 0.5 }));
    near(await numberOf(body), 40);
  });

  it('a time after the end gives the last frame', async () => {
    const { body } = await ask(framePath('0/grey.mp4', { seconds: 3600 }));
    near(await numberOf(body), FRAMES - 1);
  });

  it('a frame is upright and has square pixels', async () => {
    const displayMatrix = [0, 1, 0, -1, 0, 0, 0, 0, 1];
    makeFilm({ ...recipe, path: film('turned.mp4'), frames: 10, displayMatrix, paint: () => [90, 128, 128] });
    const { width, height } = await sharp((await ask(framePath('0/turned.mp4', { seconds: 0 }))).body).metadata();
    assert.deepEqual([width, height], [64, 96]);
  });

  it('requests for other places, kinds and files are refused, and those without the token', async () => {
    const place = (query: string) => `${PATHS.frame}?path=0/grey.mp4&${query}`;
    for (const [path, expected] of [
      [place('seconds=-1'), 400],
      [place('seconds=1e9'), 400],
      [place('share=1.5'), 400],
      [place(''), 400],
      [place('seconds=1&seconds=2'), 400],
      [framePath('0/still.png', { seconds: 0 }), 404],
      [framePath('0/../grey.mp4', { seconds: 0 }), 404],
      [framePath('0/text.mp4', { seconds: 0 }), 422],
    ] as const) {
      const { status, value } = await askJson(path);
      assert.equal(status, expected, path);
      assert.ok(!value.error.message.includes(folder), value.error.message);
    }
    const { status } = await ask(framePath('0/grey.mp4', { seconds: 0 }), { headers: { authorization: '' } });
    assert.equal(status, 401);
  });

  it('no frame is sent of a file that replaced the film', async () => {
    copyFileSync(film('grey.mp4'), film('swapped.mp4'));
    const registry = createFrameRegistry({ frameSeconds: 60, idleSeconds: 60 });
    const file = await findShelfFile(await openRoots([folder]), '0/swapped.mp4');
    const reading = registry.read(file, { seconds: 0 });
    rmSync(film('swapped.mp4'));
    symlinkSync(film('grey.mkv'), film('swapped.mp4'));
    await assert.rejects(reading, { code: 'not-found' });
    registry.close();
    rmSync(film('swapped.mp4'));
    await assert.rejects(registry.read(file, { seconds: 0 }), { code: 'closing' });
  });

  it('the process of a film of which no frame is asked for reads another film', NEEDS_PROC, async () => {
    const before = childrenOf(process.pid);
    const registry = createFrameRegistry({ frameSeconds: 60, idleSeconds: 60 });
    const roots = await openRoots([folder]);
    const started: (readonly number[])[] = [];
    for (const name of ['grey.mp4', 'grey.mkv', 'third.mp4']) {
      await registry.read(await findShelfFile(roots, `0/${name}`), { seconds: 0 });
      started.push(childrenOf(process.pid).filter((child) => !before.includes(child)));
    }
    assert.deepEqual([started[0]!.length, started[1]!.length], [1, 2]);
    assert.deepEqual(started[2], started[1]);
    registry.close();
  });

  it('the process of a film ends when no frame is asked for', NEEDS_PROC, async () => {
    const before = childrenOf(process.pid);
    const registry = createFrameRegistry({ frameSeconds: 60, idleSeconds: 0.1 });
    const file = await findShelfFile(await openRoots([folder]), '0/grey.mp4');
    near(await numberOf(await registry.read(file, { seconds: 0 })), 0);
    assert.ok(await waitFor(() => childrenOf(process.pid).length <= before.length));
    registry.close();
  });
});

describe('Frames of films whose backend cannot seek before a survey', () => {
  it('a film is surveyed once, and frames are the same', async () => {
    const runner = createLocalRunner({ jobs: 1 });
    let surveys = 0;
    const surveyed: PreviewRunner = {
      ...runner,
      readPicture: async (task) => ('span' in task.at ? runner.readPicture(task) : null),
      survey(path, reader) {
        surveys++;
        return runner.survey(path, { ...reader, backend: 'ffmpeg' });
      },
    };
    const reader = createFrameReader(film('grey.mp4'), surveyed);
    for (const frame of [3, 60]) near(await numberOf(await reader.read({ seconds: (frame + 0.4) / 25 })), frame);
    near(await numberOf(await reader.read({ seconds: 3600 })), FRAMES - 1);
    assert.equal(surveys, 1);
    runner.close();
  });
});
