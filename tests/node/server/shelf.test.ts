import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { serializeFingerprint } from '#core/fingerprint/index';
import { filmPath, fingerprintPath, PATHS, parseShelf, type Shelf, stillPath } from '#core/protocol/index';
import { openRoots } from '#node/server/shelf/roots';
import { confirmShelfFile, findShelfFile, openShelfFile } from '#node/server/shelf/shelf-file';
import { smallFingerprint } from '../../support/fingerprints/small-fingerprint.ts';
import { postJson, startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

/** The content of a file outside the named folders. It must never be sent. */
const SECRET = 'the secret of the outside';
const TEXT = serializeFingerprint(smallFingerprint());

const base = await realpath(makeTempFolder());
const films = join(base, 'Films');
const put = (name: string, content: string | Uint8Array = `film ${name}`) => writeFileSync(join(base, name), content);
for (const name of ['Films/Westerns', 'Films/.cache', 'outside', 'FilmsToo'])
  mkdirSync(join(base, name), { recursive: true });
put('Films/film 10.mkv');
put('Films/film 2.mkv');
put('Films/UPPER.MP4');
put('Films/Westerns/a & b #1?.webm');
put('Films/Westerns/good.json', TEXT);
put('Films/packed.json.gz', gzipSync(TEXT));
put('Films/still.PNG', 'not looked into here');
put('Films/package.json', '{"name":"no fingerprint"}');
put('Films/notes.txt', SECRET);
put('Films/.hidden.mp4', SECRET);
put('Films/.cache/film.mp4', SECRET);
put('outside/film.mp4', SECRET);
put('outside/good.json', TEXT);
put('FilmsToo/film.mp4', SECRET);
put('.named.film');
put('outside/linked.mp4');
symlinkSync(join(base, 'outside'), join(films, 'way-out'));
symlinkSync(join(base, 'outside', 'film.mp4'), join(films, 'way-out.mp4'));
symlinkSync('../outside/film.mp4', join(films, 'relative-way-out.mp4'));
symlinkSync(join(base, 'outside', 'good.json'), join(films, 'way-out.json'));
symlinkSync('notes.txt', join(films, 'notes.mp4'));
symlinkSync('notes.txt', join(films, 'notes.jpg'));
symlinkSync('.hidden.mp4', join(films, 'unhidden.mp4'));
symlinkSync('Westerns', join(films, 'Same'));
symlinkSync('Westerns', join(films, '.hidden-way'));
symlinkSync('film 2.mkv', join(films, 'inside.mkv'));
symlinkSync('loop.mp4', join(films, 'loop.mp4'));
symlinkSync(join(base, 'outside', 'linked.mp4'), join(base, 'named-link.mp4'));
const hasPipe = spawnSync('mkfifo', [join(films, 'pipe.mp4')]).status === 0;

const inputs = [films, join(base, '.named.film'), join(base, 'named-link.mp4')];
const { ask, askJson, start } = await startTestServer({ inputs });
const list = async (): Promise<Shelf> => parseShelf((await askJson(PATHS.shelf)).value);

describe('The shelf', () => {
  it('the shelf lists named files and files in named folders, without hidden, other and outside files', async () => {
    const { items, isCut } = await list();
    assert.equal(isCut, false);
    assert.deepEqual(
      items.map(({ kind, folder, path }) => `${kind} ${folder}: ${path}`),
      [
        'film Films: 0/film 2.mkv',
        'film Films: 0/film 10.mkv',
        'film Films: 0/inside.mkv',
        'fingerprint Films: 0/packed.json.gz',
        'still Films: 0/still.PNG',
        'film Films: 0/UPPER.MP4',
        'film Films/Westerns: 0/Westerns/a & b #1?.webm',
        'fingerprint Films/Westerns: 0/Westerns/good.json',
        'film : 1/.named.film',
        'film : 2/named-link.mp4',
      ],
    );
  });

  it('the shelf lists size and modification time, which identify a file dropped into the page', async () => {
    const { items } = await list();
    const item = items.find(({ name }) => name === 'UPPER.MP4');
    const { size, mtimeMs } = statSync(join(films, 'UPPER.MP4'));
    assert.deepEqual([item?.bytes, item?.modifiedMs], [size, Math.floor(mtimeMs)]);
  });

  it('the server sends every file that the shelf lists', async () => {
    for (const { path, kind, bytes } of (await list()).items) {
      const address = { film: filmPath, fingerprint: fingerprintPath, still: stillPath }[kind](path);
      const { status, body } = await ask(address);
      assert.equal(status, 200, path);
      if (kind !== 'fingerprint') assert.equal(body.length, bytes, path);
      else assert.equal(body.toString(), TEXT, path);
    }
  });

  it('the shelf lists files that are added to a folder later', async () => {
    put('Films/later.mp4');
    assert.ok((await list()).items.some(({ name }) => name === 'later.mp4'));
    rmSync(join(films, 'later.mp4'));
    assert.equal((await ask(filmPath('0/later.mp4'))).status, 404);
  });

  it('the list of the shelf contains no folder of this machine', async () => {
    assert.ok(!(await ask(PATHS.shelf)).body.includes(base));
  });
});

describe('Files that are not on the shelf', () => {
  const ways: readonly string[] = [
    // Links to the outside, or to a file of another kind.
    '0/way-out/film.mp4',
    '0/way-out.mp4',
    '0/relative-way-out.mp4',
    '0/way-out.json',
    '0/way-out/good.json',
    '0/notes.mp4',
    '0/notes.jpg',
    '0/unhidden.mp4',
    '0/loop.mp4',
    // Path traversal.
    '0/../outside/film.mp4',
    '0/Westerns/../../outside/film.mp4',
    '0/../FilmsToo/film.mp4',
    '0/..%2foutside%2ffilm.mp4',
    '0/%2e%2e/outside/film.mp4',
    '0/%252e%252e/outside/film.mp4',
    '0/..\\outside\\film.mp4',
    '0/\u2025/outside/film.mp4',
    '0/%c0%ae%c0%ae/outside/film.mp4',
    // Absolute paths.
    join(base, 'outside/film.mp4'),
    `/${join(base, 'outside/film.mp4')}`,
    `0/${join(base, 'outside/film.mp4')}`,
    `file://${join(base, 'outside/film.mp4')}`,
    'http://127.0.0.1/film.mp4',
    // NUL characters.
    '0/film 2.mkv\0',
    '0/film 2.mkv\0.json',
    '0/way-out.mp4\0.mkv',
    // Hidden files, other kinds, folders, missing files and roots.
    '0/.hidden.mp4',
    '0/.cache/film.mp4',
    '0/.hidden-way/good.json',
    '0/...',
    '0/notes.txt',
    '0/Westerns',
    '0',
    '',
    '0/none.mp4',
    '9/film.mp4',
    '1/film.mp4',
    '1/.named.film/film.mp4',
    '1/../.named.film',
    '2/linked.mp4',
  ];

  for (const way of ways) {
    it(`the path ${JSON.stringify(way.replaceAll(base, '...'))} is refused with 404`, async () => {
      const answers = await Promise.all([
        ask(filmPath(way)),
        ask(stillPath(way)),
        ask(filmPath(way), { headers: { range: 'bytes=0-3' } }),
        ask(fingerprintPath(way)),
        ask(PATHS.jobs, postJson({ path: way })),
        // Not encoded, in case the URL is decoded twice.
        ask(`${PATHS.film}?path=${way.replaceAll(/[\0 \\\u2025]/g, '%00')}`),
      ]);
      for (const { status, body } of answers) {
        assert.equal(status, 404);
        assert.deepEqual(JSON.parse(body.toString()).error, {
          code: 'not-found',
          message: 'there is no such file on the shelf',
        });
      }
    });
  }

  it('the response for a file outside the shelf is the same whether the file exists or not', async () => {
    const [there, gone] = await Promise.all([ask(filmPath('0/way-out/film.mp4')), ask(filmPath('0/way-out/none.mp4'))]);
    assert.deepEqual([there.status, there.body], [gone.status, gone.body]);
  });

  it('a route does not send files of another kind, or JSON that is not a fingerprint', async () => {
    assert.equal((await ask(filmPath('0/Westerns/good.json'))).status, 404);
    assert.equal((await ask(filmPath('0/still.PNG'))).status, 404);
    assert.equal((await ask(stillPath('0/film 2.mkv'))).status, 404);
    assert.equal((await ask(fingerprintPath('0/film 2.mkv'))).status, 404);
    const { status, body } = await ask(fingerprintPath('0/package.json'));
    assert.equal(status, 422);
    assert.equal(JSON.parse(body.toString()).error.code, 'not-a-fingerprint');
    assert.ok(!body.includes('no fingerprint"') && !body.includes(base));
  });

  it('a pipe, which would block, is refused with 404', { skip: hasPipe ? false : 'there is no mkfifo' }, async () => {
    assert.equal((await ask(filmPath('0/pipe.mp4'))).status, 404);
    assert.equal(typeof (await start('0/pipe.mp4')), 'undefined');
  });
});

describe('Paths that change between lookup and opening', () => {
  const exchange = async (name: string, change: (path: string) => void) => {
    const root = join(base, name);
    mkdirSync(join(root, 'sub'), { recursive: true });
    writeFileSync(join(root, 'sub', 'film.mp4'), 'film');
    const file = await findShelfFile(await openRoots([root]), '0/sub/film.mp4');
    change(root);
    await assert.rejects(openShelfFile(file), { code: 'not-found' });
    await assert.rejects(confirmShelfFile(file), { code: 'not-found' });
  };
  const outside = join(base, 'outside', 'film.mp4');

  it('a shelf file that became a link is not opened', () =>
    exchange('raced-file', (root) => {
      rmSync(join(root, 'sub', 'film.mp4'));
      symlinkSync(outside, join(root, 'sub', 'film.mp4'));
    }));

  it('a shelf file whose folder became a link is not opened', () =>
    exchange('raced-folder', (root) => {
      renameSync(join(root, 'sub'), join(root, 'old'));
      symlinkSync(join(base, 'outside'), join(root, 'sub'));
    }));

  it('a shelf file whose folder became a link to the same file by another path is not opened', () =>
    exchange('raced-same', (root) => {
      renameSync(join(root, 'sub'), join(base, 'raced-away'));
      symlinkSync(join(base, 'raced-away'), join(root, 'sub'));
    }));

  it('a shelf file that was replaced by another file of the same name is not opened', () =>
    exchange('raced-other', (root) => {
      rmSync(join(root, 'sub', 'film.mp4'));
      linkSync(outside, join(root, 'sub', 'film.mp4'));
    }));

  it('a file of a root that became a link is not found', async () => {
    const root = join(base, 'raced-root');
    mkdirSync(root);
    const roots = await openRoots([root]);
    rmSync(root, { recursive: true });
    symlinkSync(join(base, 'outside'), root);
    await assert.rejects(findShelfFile(roots, '0/film.mp4'), { code: 'not-found' });
  });

  it('a path that changes all the time opens only the right file', async () => {
    const root = join(base, 'raced-often');
    mkdirSync(join(root, 'real'), { recursive: true });
    writeFileSync(join(root, 'real', 'film.mp4'), 'film');
    renameSync(join(root, 'real'), join(root, 'sub'));
    const roots = await openRoots([root]);
    let isOver = false;
    const race = (async () => {
      while (!isOver) {
        renameSync(join(root, 'sub'), join(root, 'real'));
        symlinkSync(join(base, 'outside'), join(root, 'sub'));
        await new Promise(setImmediate);
        rmSync(join(root, 'sub'));
        renameSync(join(root, 'real'), join(root, 'sub'));
        // Wait long enough that some requests succeed.
        await sleep(Math.random() * 3);
      }
    })();
    let opened = 0;
    let refused = 0;
    for (let i = 0; i < 500; i++) {
      try {
        const { handle } = await openShelfFile(await findShelfFile(roots, '0/sub/film.mp4'));
        const text = await handle.readFile('utf8').finally(() => handle.close());
        assert.equal(text, 'film');
        opened++;
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'not-found', String(error));
        refused++;
      }
    }
    isOver = true;
    await race;
    assert.ok(opened > 0 && refused > 0, `opened ${opened}, refused ${refused}`);
  });
});

describe('Named files and folders', () => {
  it('a named file or folder must exist and be readable', async () => {
    await assert.rejects(openRoots([join(base, 'none')]), {
      name: 'ServerError',
      code: 'not-found',
      message: /none: no such file or folder/,
    });
    await assert.rejects(openRoots([join(base, '.named.film', 'x')]), { code: 'not-found' });
    await assert.rejects(openRoots(['a\0b']), { code: 'unreadable' });
    if (hasPipe)
      await assert.rejects(openRoots([join(films, 'pipe.mp4')]), {
        code: 'unreadable',
        message: /neither a file nor a folder/,
      });
  });
});
