import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { listPlaces, parseQuery, queryColors, searchLibrary, unpackSegment } from '#core/library/index';
import {
  type LibraryState,
  librarySegmentPath,
  librarySimilarPath,
  PATHS,
  parseLibraryState,
} from '#core/protocol/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { postJson, startTestServer, type TestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const base = await realpath(makeTempFolder());
const library = join(base, 'Library');
mkdirSync(join(library, 'sub'), { recursive: true });
mkdirSync(join(base, 'empty'));

function filmOf(seed: number): Fingerprint {
  const fingerprint = syntheticFingerprint(120, { seed });
  const name = `film ${seed}.mkv`;
  return {
    ...fingerprint,
    film: { ...fingerprint.film, id: String(seed).padStart(32, '0'), name, title: `Film ${seed}` },
  };
}
const put = (path: string, seed: number) => writeFileSync(join(base, path), serializeFingerprint(filmOf(seed)));
put('Library/b.json', 2);
put('Library/a.json', 1);
put('Library/sub/c.json', 3);
put('outside.json', 4);
symlinkSync(join(base, 'outside.json'), join(library, 'link.json'));
writeFileSync(join(library, 'damaged.json'), '{"format":"chromatheque/fingerprint","version":1}');
writeFileSync(join(library, 'titles.csv'), 'file,title,year\na.json,The First,1974\n');

const QUERY = parseQuery(['#7c1d1a', '#0d1420~20'], (text) => text);

async function openLibrary({ askJson }: TestServer): Promise<LibraryState> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const { value } = await askJson(PATHS.library);
    const state = parseLibraryState(value);
    if (state.state !== 'indexing') return state;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the library was not opened');
}

const server = await startTestServer({ inputs: [join(base, 'empty'), library] });
const { ask, askJson } = server;
const opened = await openLibrary(server);

describe('The library of the studio', () => {
  it('has the fingerprints of the named folders, with titles and years of their table', () => {
    assert.equal(opened.state, 'ready');
    const films = opened.films.map(({ path, title, year }) => [path, title, year]);
    assert.deepEqual(
      films.sort((one, other) => (one[0]! < other[0]! ? -1 : 1)),
      [
        ['1/a.json', 'The First', 1974],
        ['1/b.json', 'Film 2', null],
        ['1/sub/c.json', 'Film 3', null],
      ],
    );
    assert.equal(opened.skipped.length, 1);
    assert.match(opened.skipped[0]!, /^Library\/damaged\.json: /);
    for (const { seconds, mean } of opened.films) {
      assert.ok(seconds > 100 && seconds <= 120, `${seconds}`);
      assert.ok(mean[0] > 0.1 && mean[0] < 0.9, `${mean}`);
    }
  });

  it('a page that has its arrays finds what the server finds, by the same code', async () => {
    const { body, headers } = await ask(librarySegmentPath(0, opened.films.length));
    assert.equal(headers['content-type'], 'application/octet-stream');
    const bytes = Uint8Array.from(body).buffer;
    const segment = unpackSegment(opened.films, bytes);
    assert.ok(segment !== null);
    const options = { by: 'film', limit: 10, minSeconds: 0 } as const;
    const inPage = searchLibrary(listPlaces([segment]), QUERY, { ...options, filter: () => true });
    const { value } = await askJson(PATHS.librarySearch, postJson({ query: QUERY, ...options }));
    assert.ok(value.length > 0);
    assert.deepEqual(
      value,
      inPage.map(({ entry, moments }) => ({ film: opened.films.indexOf(entry), moments })),
    );
    // Some of the films alone.
    const { body: part } = await ask(librarySegmentPath(1, 2));
    assert.ok(unpackSegment(opened.films.slice(1, 2), Uint8Array.from(part).buffer) !== null);
    assert.equal(unpackSegment(opened.films.slice(0, 2), Uint8Array.from(part).buffer), null);
    assert.equal(unpackSegment(opened.films, bytes.slice(8)), null);
  });

  it('similar films leave out the film itself', async () => {
    const { value } = await askJson(librarySimilarPath(0, 10));
    assert.deepEqual(value.map(({ film }: { film: number }) => film).sort(), [1, 2]);
  });

  it('wrong requests are refused with a reason', async () => {
    const search = { query: QUERY, by: 'film', limit: 10, minSeconds: 0 };
    const [term] = QUERY.terms;
    for (const [body, message] of [
      [{ ...search, limit: 0 }, /^`limit`/],
      [{ ...search, limit: 1e9 }, /^`limit`/],
      [{ ...search, by: 'scene' }, /^`by`/],
      [{ ...search, more: 1 }, /unknown field/],
      [{ ...search, query: { terms: [], minFound: 1 } }, /^`query`/],
      [{ ...search, query: { terms: [{ ...term, colors: ['red'] }], minFound: 1 } }, /colors/],
      [{ ...search, query: { terms: [{ ...term, tolerance: null }], minFound: 1 } }, /tolerance/],
      [{ ...search, query: { terms: new Array(100).fill(term), minFound: 1 } }, /^`query.terms`/],
    ] as const) {
      const { status, value } = await askJson(PATHS.librarySearch, postJson(body));
      assert.equal(status, 400, JSON.stringify(body));
      assert.match(value.error.message, message);
    }
    for (const [path, expected] of [
      [librarySegmentPath(2, 2), 400],
      [librarySegmentPath(0, 99), 404],
      [`${PATHS.librarySegment}?from=-1&to=2`, 400],
      [librarySimilarPath(99, 5), 404],
      [librarySimilarPath(0, 0), 400],
    ] as const) {
      assert.equal((await ask(path)).status, expected, path);
    }
  });

  it('requests without the token are refused', async () => {
    for (const path of [PATHS.library, librarySegmentPath(0, 1), librarySimilarPath(0, 1)]) {
      assert.equal((await ask(path, { headers: { authorization: '' } })).status, 401);
    }
  });

  it('folders without fingerprints are no library, and get no index', async () => {
    const other = await startTestServer({ inputs: [join(base, 'empty')] });
    assert.equal((await openLibrary(other)).state, 'none');
    assert.equal((await other.ask(librarySegmentPath(0, 1))).status, 404);
    assert.ok(!existsSync(join(base, 'empty', '.chromatheque')));
  });

  it('the index may lie elsewhere, and nothing is written before the library is opened', async () => {
    const quiet = join(base, 'Quiet');
    mkdirSync(quiet);
    put('Quiet/a.json', 5);
    const indexDir = join(base, 'index');
    const other = await startTestServer({ inputs: [quiet], indexDir });
    assert.ok(!existsSync(indexDir));
    assert.equal((await openLibrary(other)).films.length, 1);
    assert.ok(existsSync(indexDir) && !existsSync(join(quiet, '.chromatheque')));
  });

  it('a table of titles that is a link is refused', async () => {
    const linked = join(base, 'Linked');
    mkdirSync(linked);
    put('Linked/a.json', 6);
    writeFileSync(join(base, 'secret.csv'), 'the secret of the outside');
    symlinkSync(join(base, 'secret.csv'), join(linked, 'titles.csv'));
    const state = await openLibrary(await startTestServer({ inputs: [linked] }));
    assert.deepEqual([state.state, state.problem], ['failed', 'Linked/titles.csv: is a link, which is not followed']);
  });
});

describe('Searching by a still', () => {
  it('a query of a picture is taken as the page sends it', async () => {
    const query = queryColors([
      { color: '#7c1d1a', share: 0.6 },
      { color: '#0d1420', share: 0.4 },
    ]);
    const { status, value } = await askJson(
      PATHS.librarySearch,
      postJson({ query, by: 'moment', limit: 5, minSeconds: 0 }),
    );
    assert.equal(status, 200);
    assert.ok(value.length > 0 && value.length <= 5);
  });
});
