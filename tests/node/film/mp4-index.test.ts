import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PACKET_KEY, PACKET_RECOVERY, type PacketIndex } from '#core/frame/index';
import { loadLibav } from '#node/film/libav/libav';
import { indexStatedPackets, readStatedPackets } from '#node/film/libav/mp4-index';
import { indexPackets } from '#node/film/libav/packets';
import { openVideoTrack } from '#node/film/libav/track';
import { makeWithFfmpeg } from '../../support/films/ffmpeg-film.ts';
import { mediaFiles, needs } from '../../support/media.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

/** Noise, so that there are enough bytes per key packet for the tables to be worth reading. */
const NOISE = '-f lavfi -i testsrc2=s=320x240:r=25:d=3,noise=alls=100:allf=t -threads 1';
const H264 = `${NOISE} -c:v libx264 -preset ultrafast -crf 4 -g 25`;
const SOUND = '-f lavfi -i sine=d=3 -c:a aac';

/** The packets of a film as its tables state them, null if they are not used; and as FFmpeg reads them. */
async function indexBoth(path: string): Promise<{ stated: PacketIndex | null; read: PacketIndex }> {
  const libav = await loadLibav();
  const film = { path, address: path, check() {}, release() {} };
  const open = () => openVideoTrack(libav, film);
  const [one, other] = [open(), open()];
  try {
    const tables = await readStatedPackets(libav, one.stream, path);
    const stated = tables && indexStatedPackets(libav, one.container, one.stream, tables);
    return { stated, read: await indexPackets(libav, other.container, other.stream, path) };
  } finally {
    for (const { container } of [one, other]) container.closeInputSync();
  }
}

async function assertStated(path: string): Promise<PacketIndex> {
  const { stated, read } = await indexBoth(path);
  assert.deepEqual(stated, read);
  return read;
}

async function assertRead(path: string): Promise<PacketIndex> {
  const { stated, read } = await indexBoth(path);
  assert.equal(stated, null);
  assert.ok(read.pts.length > 0);
  return read;
}

/** Write a copy of a film whose bytes were changed. */
function change(path: string, name: string, edit: (bytes: Buffer) => void): string {
  const bytes = readFileSync(path);
  edit(bytes);
  const changed = join(folder, name);
  writeFileSync(changed, bytes);
  return changed;
}

describe('Packets that the tables of a file state equal those that are read from it', { skip: FFMPEG_SKIP }, () => {
  const make = (name: string, args: string) => makeWithFfmpeg(join(folder, name), args);

  for (const [what, name, args] of [
    ['frames in another order than they are shown', 'ordered.mp4', `${H264} -bf 2`],
    ['offsets below zero', 'negative.mp4', `${H264} -bf 2 -movflags negative_cts_offsets`],
    ['no B-frames', 'plain.mp4', `${H264} -bf 0`],
    ['the tables first', 'first.mp4', `${H264} -movflags +faststart`],
    ['key frames alone', 'prores.mov', `${NOISE} -vf scale=960:720 -c:v prores_ks -profile:v 3`],
    ['HEVC', 'hevc.mp4', `${NOISE} -c:v libx265 -x265-params log-level=none:crf=4:keyint=25 -preset ultrafast`],
    ['a variable frame rate', 'varied.mp4', `${H264} -vf select=mod(n\\,3) -fps_mode vfr`],
    ['a delayed beginning', 'delayed.mp4', `${H264} -output_ts_offset 1.5`],
    ['QuickTime', 'quick.mov', `${H264} -bf 2`],
  ] as const) {
    it(`in a film with ${what}`, async () => {
      const index = await assertStated(make(name, args));
      assert.ok(index.pts.length >= 50);
    });
  }

  it('in a film with sound between', async () => {
    await assertStated(make('sound.mp4', `${NOISE} ${SOUND} -c:v libx264 -preset ultrafast -crf 4 -g 25`));
  });

  it('where key packets are recovery points', async () => {
    const { flags } = await assertStated(make('refreshed.mp4', `${H264} -x264-params intra-refresh=1:bframes=0`));
    const kinds = new Set(flags);
    assert.deepEqual([kinds.has(PACKET_KEY), kinds.has(PACKET_RECOVERY)], [true, true]);
  });
});

describe('The film is read where its tables', { skip: FFMPEG_SKIP }, () => {
  const film = makeWithFfmpeg(join(folder, 'film.mp4'), `${H264} -bf 2`);

  it('are in a pipe, or in a file that is gone', async () => {
    const libav = await loadLibav();
    const { container, stream } = openVideoTrack(libav, { path: film, address: film, check() {}, release() {} });
    const pipe = join(folder, 'pipe.mp4');
    spawnSync('mkfifo', [pipe]);
    try {
      assert.equal(await readStatedPackets(libav, stream, pipe), null);
      assert.equal(await readStatedPackets(libav, stream, join(folder, 'gone.mp4')), null);
    } finally {
      container.closeInputSync();
    }
  });

  it('are in fragments', async () => {
    await assertRead(makeWithFfmpeg(join(folder, 'fragments.mp4'), `${H264} -movflags frag_keyframe+empty_moov`));
  });

  it('hide frames before a cut', async () => {
    const path = join(folder, 'cut.mp4');
    makeWithFfmpeg(path, ['-ss', '1.4', '-i', film, '-c', 'copy']);
    const { flags } = await assertRead(path);
    assert.ok(flags.length > 0);
  });

  it('state packets that are cut off', async () => {
    const path = join(folder, 'short.mp4');
    makeWithFfmpeg(path, `${H264} -bf 2 -movflags +faststart`);
    truncateSync(path, Math.floor(statSync(path).size * 0.7));
    const { pts } = await assertRead(path);
    assert.ok(pts.length < 75);
  });

  for (const [what, box, place, value] of [
    ['claim more samples than there are', 'stsz', 8, 2 ** 21],
    ['claim fewer samples', 'stsz', 8, 10],
    ['claim more runs of durations than there are', 'stts', 4, 2 ** 31],
    ['claim more chunks than there are', 'stsc', 4, 2 ** 31],
    ['name no key packet', 'stss', 4, 0],
    ['name a key packet that is not there', 'stss', 8, 2 ** 20],
    ['are larger than what holds them', 'stbl', -8, 2 ** 30],
    ['are played at another speed', 'elst', 16, 0x20000],
    ['hide the last frames', 'elst', 8, 100],
    ['describe samples in several ways', 'stsd', 4, 2],
  ] as const) {
    it(what, async () => {
      const path = change(film, `${box}-${place}-${value}.mp4`, (bytes) =>
        bytes.writeUInt32BE(value, bytes.indexOf(box, 'latin1') + 4 + place),
      );
      const libav = await loadLibav();
      const { container, stream } = openVideoTrack(libav, { path: film, address: film, check() {}, release() {} });
      try {
        assert.notEqual(await readStatedPackets(libav, stream, film), null);
        assert.equal(await readStatedPackets(libav, stream, path), null);
      } finally {
        container.closeInputSync();
      }
    });
  }

  it('do not state what FFmpeg reads', async () => {
    const libav = await loadLibav();
    const { container, stream } = openVideoTrack(libav, { path: film, address: film, check() {}, release() {} });
    try {
      const stated = await readStatedPackets(libav, stream, film);
      for (const name of ['dts', 'pts', 'durations', 'sizes', 'positions', 'flags'] as const) {
        const wrong = stated![name].slice();
        wrong[wrong.length - 2]!++;
        container.seekFrameSync(stream.index, BigInt(stated!.dts[0]!), libav.constants.AVSEEK_FLAG_BACKWARD);
        assert.equal(indexStatedPackets(libav, container, stream, { ...stated!, [name]: wrong }), null, name);
      }
    } finally {
      container.closeInputSync();
    }
  });

  it('are those of a small film, which is read as fast', async () => {
    await assertRead(
      makeWithFfmpeg(join(folder, 'small.mp4'), '-f lavfi -i testsrc2=s=72x58:r=25:d=1 -c:v libx264 -g 5'),
    );
  });
});

describe('Packets that the tables of a real film state', () => {
  const films = mediaFiles().filter((path) => /\.(mp4|mov)$/.test(path));
  it('equal those that are read from it, or are not used', needs(films[0] ?? null), async () => {
    let used = 0;
    for (const path of films) {
      const { stated, read } = await indexBoth(path);
      if (stated === null) continue;
      used++;
      assert.deepEqual(stated, read, path);
    }
    assert.ok(used > 0);
  });
});
