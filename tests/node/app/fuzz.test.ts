import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, it } from 'node:test';
import { createLocalRunner, FilmError, fingerprintFilm } from '#node/app/internal';
import { refreshed } from '../../support/films/frame-recipes.ts';
import { type FilmRecipe, makeFilm } from '../../support/films/make-film.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { serveLies } from '../../support/servers/liar-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const paint = (frame: number, x: number, y: number) =>
  [30 + ((x * 5 + frame * 9) % 190), 80 + ((y + frame) % 90), 90 + ((x + y) % 80)] as const;
const recipe = { frames: 24, width: 64, height: 48, paint, gop: 8 };
const RECIPES: readonly (Partial<FilmRecipe> & { name: string })[] = [
  { name: 'a.mp4', bFrames: 2, isIndexFirst: true },
  { name: 'b.mp4', bFrames: 2, soundSeconds: 1 },
  { name: 'c.mkv', bFrames: 2 },
  { name: 'd.webm', encoder: 'libvpx-vp9', options: { deadline: 'realtime' } },
  { name: 'e.ts', encoder: 'mpeg2video', bFrames: 2 },
  { name: 'f.avi', encoder: 'mpeg4' },
  { name: 'g.mp4', encoder: 'libx265' },
  { name: 'h.ogv', encoder: 'libtheora' },
  { name: 'i.mp4', ...refreshed, isIndexFirst: true },
];
/**
 * Each kind of mutation once per film. A second mutation of a kind would differ only in its random
 * numbers.
 */
const FILES_EACH = 7;
/** Each film starts FFmpeg several times, so the kinds of mutation alternate. */
const FFMPEG_FILES_EACH = 3;

/** mulberry32: the mutations are the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Ways to damage a file: flip bytes anywhere or in the headers, truncate it, write wrong sizes,
 * repeat all or a part.
 */
const MUTATIONS: Readonly<Record<string, (bytes: Buffer, random: () => number) => Buffer>> = {
  'bytes flipped': (bytes, random) => {
    for (let i = 0; i < 1 + random() * 40; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    return bytes;
  },
  'header flipped': (bytes, random) => {
    for (let i = 0; i < 1 + random() * 20; i++)
      bytes[Math.floor(random() * Math.min(bytes.length, 1500))] = Math.floor(random() * 256);
    return bytes;
  },
  'cut off': (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  'lying sizes': (bytes, random) => {
    for (let i = 0; i < 1 + random() * 4; i++) {
      const at = Math.floor(random() * (bytes.length - 8));
      bytes.writeUInt32BE(random() < 0.5 ? 0xffffffff : Math.floor(random() * 2 ** 32), at);
    }
    return bytes;
  },
  'a box of lying size': (bytes, random) => {
    const boxes = ['moov', 'trak', 'stbl', 'stsz', 'stco', 'stts', 'ctts', 'stsd', 'avcC', 'hvcC', 'mdat', 'elst']
      .map((name) => bytes.indexOf(name))
      .filter((at) => at >= 4);
    const at = boxes[Math.floor(random() * boxes.length)] ?? 8;
    bytes.writeUInt32BE(Math.floor(random() ** 3 * 2 ** 32), at + (random() < 0.5 ? -4 : 8));
    return bytes;
  },
  'all of it repeated': (bytes) => Buffer.concat([bytes, bytes]),
  'a stretch repeated': (bytes, random) => {
    const from = Math.floor(random() * bytes.length);
    const to = Math.min(bytes.length, from + Math.floor(random() * 4000));
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
};

/** The peak memory of the child processes of this process so far, in bytes. */
function peakOfChildren(): number {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return Math.max(
    0,
    ...children.map((pid) => {
      const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
      return 1024 * Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
    }),
  );
}

describe('Mutated films', () => {
  it('every mutated film gives a fingerprint or a FilmError', async (t) => {
    const originals = RECIPES.map(({ name, ...rest }) => makeFilm({ ...recipe, ...rest, path: join(folder, name) }));
    const random = seeded(20_261_123);
    const runner = createLocalRunner({ jobs: 1 });
    const outcomes = new Map<string, number>();
    const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    let peak = 0;
    try {
      const kinds = Object.entries(MUTATIONS);
      for (const original of originals) {
        for (let i = 0; i < FILES_EACH; i++) {
          const [kind, mutate] = kinds[i % kinds.length]!;
          const path = join(folder, `mutated${extname(original)}`);
          writeFileSync(path, mutate(readFileSync(original), random));
          // FFmpeg starts several times per film, so it reads only films whose times repeat: MP4,
          // Matroska, a transport stream and AVI.
          const isForFfmpeg = kind === 'all of it repeated' && /\ba\.mp4$|\.(?:mkv|ts|avi)$/.test(original);
          const backend = isForFfmpeg ? 'ffmpeg' : 'auto';
          try {
            const byFfmpeg = { samples: 3, clusters: 2, backend, crop: 'none' } as const;
            const options = backend === 'ffmpeg' ? byFfmpeg : { samples: 5, clusters: 2 };
            const { fingerprint } = await fingerprintFilm(path, options, { runner });
            validateFingerprint(fingerprint);
            count(fingerprint.sampling.missing > 0 ? 'columns missing' : 'whole');
          } catch (error) {
            assert.ok(
              error instanceof FilmError,
              `${original} ${i}, ${kind}: ${error instanceof Error ? error.stack : error}`,
            );
            count(error.code);
          }
          if (existsSync('/proc/self/task')) peak = Math.max(peak, peakOfChildren());
        }
      }
    } finally {
      runner.close();
    }
    const total = [...outcomes.values()].reduce((sum, n) => sum + n, 0);
    t.diagnostic(
      `${total} mutated films: ${[...outcomes].map(([outcome, n]) => `${n} ${outcome}`).join(', ')}; most memory of a process ${Math.round(peak / 2 ** 20)} MB`,
    );
    assert.equal(total, FILES_EACH * RECIPES.length);
    assert.ok(peak < 600 * 2 ** 20, `a process held ${Math.round(peak / 2 ** 20)} MB`);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.part')),
      [],
    );
  });
});

describe("Mutated films, read by the system's FFmpeg", { skip: FFMPEG_SKIP }, () => {
  it("the system's FFmpeg gives a fingerprint or a FilmError for every mutated film", async () => {
    const random = seeded(20_261_128);
    const runner = createLocalRunner({ jobs: 1 });
    const kinds = Object.entries(MUTATIONS);
    let made = 0;
    try {
      for (const { name, ...rest } of RECIPES.filter(({ name }) => /^[ai]/.test(name))) {
        const original = makeFilm({ ...recipe, ...rest, path: join(folder, name) });
        for (let i = 0; i < FFMPEG_FILES_EACH; i++) {
          const [kind, mutate] = kinds[made++ % kinds.length]!;
          const path = join(folder, `mutated-ffmpeg${extname(original)}`);
          writeFileSync(path, mutate(readFileSync(original), random));
          try {
            const crop = i === 0 ? 'auto' : 'none';
            const options = { samples: 3, clusters: 2, backend: 'ffmpeg', crop, loudness: i === 0 } as const;
            validateFingerprint((await fingerprintFilm(path, options, { runner })).fingerprint);
          } catch (error) {
            const text = error instanceof Error ? error.stack : String(error);
            assert.ok(error instanceof FilmError, `${original} ${i}, ${kind}: ${text}`);
          }
        }
      }
    } finally {
      runner.close();
    }
  });
});

describe('A server that sometimes sends wrong answers', () => {
  for (const backend of ['libav', 'ffmpeg'] as const) {
    it(`wrong answers of a server never change a column of a film, read with ${backend}`, {
      skip: backend === 'ffmpeg' && FFMPEG_SKIP,
    }, async (t) => {
      const film = makeFilm({ ...recipe, path: join(folder, 'film.mp4'), isIndexFirst: true });
      const server = await serveLies(film);
      const runner = createLocalRunner({ jobs: 1 });
      try {
        const options = { samples: 3, crop: 'none', loudness: false, pictures: false, backend } as const;
        const local = await fingerprintFilm(film, options, { runner });
        let read = 0;
        for (let i = 0; i < 3; i++) {
          try {
            const url = server.address('some responses are wrong');
            const { fingerprint } = await fingerprintFilm(url, options, { runner });
            assert.deepEqual(fingerprint, local.fingerprint);
            read++;
          } catch (error) {
            assert.ok(error instanceof FilmError && error.code === 'unreadable', String(error));
          }
        }
        t.diagnostic(`${read} of 3 read, ${server.requests('some responses are wrong')} requests`);
      } finally {
        runner.close();
        server.close();
      }
    });
  }
});
