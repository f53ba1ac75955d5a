import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serializeFingerprint } from '#core/fingerprint/index';
import { parseQuery, searchLibrary } from '#core/library/index';
import { INDEX_FOLDER, openLibrary } from '#node/library/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { environmentOf, type S3Server, startS3Server } from '../../support/servers/s3-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const root = makeTempFolder();
let folder = join(root, '0');

const textOf = (seed: number): string => {
  const fingerprint = syntheticFingerprint(60, { seed });
  const film = { ...fingerprint.film, id: String(seed).padStart(32, '0'), title: `Film ${seed}` };
  return serializeFingerprint({ ...fingerprint, film });
};
const put = (name: string, seed: number) => writeFileSync(join(folder, name), textOf(seed));
const listIndex = () => readdirSync(join(folder, INDEX_FOLDER)).sort();
const segmentPath = () => join(folder, INDEX_FOLDER, listIndex()[0]!);

/** What opening a library reported, and what a search in it finds. */
async function open(place = folder, indexDir?: string, isSearchedOnce = false) {
  const skipped: string[] = [];
  let indexed = 0;
  let notKept: string | null = null;
  const library = await openLibrary(place, {
    indexDir,
    isSearchedOnce,
    onSkip: ({ name }) => skipped.push(name),
    onIndexing: (count) => {
      indexed = count;
    },
    onNotKept: (reason) => {
      notKept = reason;
    },
  });
  const options = { by: 'film', limit: 100, minSeconds: 0, filter: () => true } as const;
  const found = searchLibrary(
    library.places,
    parseQuery(['#7c1d1a~40'], (text) => text),
    options,
  );
  library.close();
  const names = library.places.map(({ entry }) => entry.name).sort();
  return { names, skipped, indexed, notKept, found };
}

beforeEach(() => {
  folder = join(root, String(Number(folder.slice(root.length + 1)) + 1));
  mkdirSync(folder);
  for (const seed of [1, 2, 3]) put(`${seed}.json`, seed);
});

describe('The index of a library', () => {
  it('is made once, and gives the same result from disk as from memory', async () => {
    const first = await open();
    assert.deepEqual(first.names, ['1.json', '2.json', '3.json']);
    assert.equal(first.indexed, 3);
    assert.ok(first.found.length > 0);
    const second = await open();
    assert.equal(second.indexed, 0);
    assert.deepEqual(second.found, first.found);
  });

  it('reads only what is new or changed, and forgets what is gone', async () => {
    await open();
    put('4.json', 4);
    assert.equal((await open()).indexed, 1);
    writeFileSync(join(folder, '2.json'), `${textOf(9)}\n`);
    const changed = await open();
    assert.equal(changed.indexed, 1);
    assert.equal(changed.names.length, 4);
    utimesSync(join(folder, '3.json'), 1e9, 1e9);
    assert.equal((await open()).indexed, 1);
    rmSync(join(folder, '1.json'));
    const removed = await open();
    assert.equal(removed.indexed, 0);
    assert.deepEqual(removed.names, ['2.json', '3.json', '4.json']);
    assert.ok(removed.found.every(({ entry }) => entry.name !== '1.json'));
  });

  it('finds the same in many segments if only one is in memory at a time', async () => {
    await open();
    for (const seed of [4, 5]) {
      put(`${seed}.json`, seed);
      await open();
    }
    assert.equal(listIndex().length, 3);
    const kept = await open();
    const once = await open(folder, undefined, true);
    assert.ok(new Set(kept.found.map(({ entry }) => entry.name)).size > 3);
    assert.deepEqual(once.found, kept.found);
  });

  it('merges the small segments of single films', async () => {
    for (let seed = 4; seed < 26; seed++) {
      put(`${seed}.json`, seed);
      await open();
    }
    assert.ok(listIndex().length <= 17, listIndex().join());
    assert.equal((await open()).names.length, 25);
  });

  it('skips a damaged fingerprint', async () => {
    writeFileSync(join(folder, 'damaged.json'), textOf(5).slice(0, -30));
    const { names, skipped } = await open();
    assert.equal(names.length, 3);
    assert.deepEqual(skipped, ['damaged.json']);
  });

  it('is made again when it is cut, damaged at any place, or of another version', async () => {
    const { found } = await open();
    const whole = readFileSync(segmentPath());
    const damages = [
      () => truncateSync(segmentPath(), whole.length - 1),
      () => writeFileSync(segmentPath(), ''),
      ...[0, 8, 13, 17, 40, 24 + whole.readUInt32LE(12) + 16].map((at) => () => {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= 0x55;
        writeFileSync(segmentPath(), bytes);
      }),
    ];
    for (const [i, damage] of damages.entries()) {
      damage();
      const again = await open();
      assert.equal(again.indexed, 3, `damage ${i}`);
      assert.deepEqual(again.found, found);
      assert.deepEqual(readFileSync(segmentPath()), whole);
    }
  });

  it('removes a segment whose times or codes are damaged when a result needs them', async () => {
    const { found } = await open();
    const whole = readFileSync(segmentPath());
    const codes = Buffer.from(whole);
    for (let at = Math.floor(whole.length * 0.5); at < whole.length; at++) codes[at]! ^= 0x55;
    writeFileSync(segmentPath(), codes);
    await assert.rejects(open(), { name: 'LibraryError', code: 'damaged' });
    assert.deepEqual(listIndex(), []);
    assert.deepEqual((await open()).found, found);
  });

  it('ignores what a process that was killed left', async () => {
    await open();
    const path = segmentPath();
    writeFileSync(`${path}.abcdef.part`, readFileSync(path).subarray(0, 100));
    assert.equal((await open()).indexed, 0);
  });

  it('stays in memory if the folder cannot be written, and says so', { skip: process.getuid?.() === 0 }, async () => {
    chmodSync(folder, 0o500);
    const { names, notKept } = await open();
    chmodSync(folder, 0o700);
    assert.equal(names.length, 3);
    assert.match(notKept ?? '', /cannot be written \(EACCES\)/);
  });

  it('stays in memory if a file is in the place of its folder', async () => {
    writeFileSync(join(folder, INDEX_FOLDER), '');
    const { names, notKept } = await open();
    assert.equal(names.length, 3);
    assert.match(notKept ?? '', /cannot be written \(E\w+\)/);
  });

  it('is kept in another folder, apart from that of another library', async () => {
    const dir = join(folder, 'elsewhere');
    await open(folder, dir);
    assert.deepEqual(readdirSync(folder).includes(INDEX_FOLDER), false);
    assert.equal((await open(folder, dir)).indexed, 0);
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, '1.json'), textOf(1));
    assert.equal((await open(other, dir)).indexed, 1);
    assert.equal(readdirSync(dir).length, 2);
  });

  it('of a folder without fingerprints is refused', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    await assert.rejects(open(empty), { name: 'LibraryError', code: 'empty' });
    writeFileSync(join(empty, 'damaged.json'), '{}');
    await assert.rejects(open(empty), {
      name: 'LibraryError',
      code: 'empty',
      message: /no fingerprint in it can be read/,
    });
  });

  it('is right after two processes made it at the same time', async () => {
    const results = await Promise.all([open(), open(), open()]);
    for (const { names } of results) assert.equal(names.length, 3);
    const after = await open();
    assert.equal(after.indexed, 0);
    assert.deepEqual(after.found, results[0]!.found);
  });

  it('is right or made again after kill -9 at any time, and no fingerprint changes', async () => {
    const { found } = await open();
    const before = ['1.json', '2.json', '3.json'].map((name) => statSync(join(folder, name)).mtimeMs);
    const script = fileURLToPath(new URL('index-child.js', import.meta.url));
    for (const delay of [1, 20, 60, 150]) {
      const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      await wait(delay);
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      assert.deepEqual((await open()).found, found);
    }
    assert.deepEqual(
      ['1.json', '2.json', '3.json'].map((name) => statSync(join(folder, name)).mtimeMs),
      before,
    );
  });
});

describe('The index of a library in a bucket', () => {
  let server: S3Server;
  before(async () => {
    server = await startS3Server('films');
    Object.assign(process.env, environmentOf(server.endpoint));
    for (const seed of [1, 2]) {
      server.objects.set(`films/lib/${seed}.json`, { bytes: Buffer.from(textOf(seed)), type: 'application/json' });
    }
  });
  after(() => server.close());

  it('is in memory, and says so', async () => {
    const { names, notKept } = await open('s3://films/lib');
    assert.deepEqual(names, ['1.json', '2.json']);
    assert.match(notKept ?? '', /has no place for one/);
  });

  it('is kept in a folder that is named', async () => {
    const dir = join(folder, 'index');
    assert.equal((await open('s3://films/lib', dir)).indexed, 2);
    assert.equal((await open('s3://films/lib/', dir)).indexed, 0);
    server.objects.set('films/lib/2.json', { bytes: Buffer.from(textOf(7)), type: 'application/json' });
    assert.equal((await open('s3://films/lib', dir)).indexed, 1);
  });
});
