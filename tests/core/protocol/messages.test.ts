import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  authorization,
  filmPath,
  MessageError,
  parseDrawingOptions,
  parseError,
  parseJobAnswer,
  parseJobRequest,
  parseSession,
  parseSessionRequest,
  parseShelf,
  readKey,
  readToken,
  renderPath,
} from '#core/protocol/index';

describe('A key', () => {
  it('reads a key from a URL fragment that contains only the key', () => {
    assert.equal(readKey('#key=aZ09-_'), 'aZ09-_');
    for (const hash of ['', '#', '#key=', '#key=a&b', '#other=a', '#x&key=a', 'key=a'])
      assert.equal(readKey(hash), null, hash);
  });

  it('does not repeat a rejected key or token in the error', () => {
    assert.throws(
      () => parseSessionRequest({ key: 'secret', other: 1 }),
      (error: Error) => !error.message.includes('secret'),
    );
    assert.throws(
      () => parseSessionRequest({ key: ['secret'] }),
      (error: Error) => !error.message.includes('secret'),
    );
    assert.throws(
      () => parseSession({ token: 'a secret', version: '1.0.0', formats: [], panelFormats: [] }),
      (error: Error) => /^`token`: expected a token$/.test(error.message),
    );
  });
});

describe('A token', () => {
  it('sends the token in the Authorization header', () => {
    assert.equal(readToken(authorization('aZ09-_')), 'aZ09-_');
    for (const header of [undefined, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b', 'Bearer a, Bearer b']) {
      assert.equal(readToken(header), null, header);
    }
  });
});

describe('A path of the shelf', () => {
  it('encodes any shelf path into a URL', () => {
    for (const path of ['0/a&b=c#d?e.mp4', '0/100% + more.mp4', '0/千.mp4']) {
      assert.equal(new URL(filmPath(path), 'http://localhost').searchParams.get('path'), path);
    }
  });
});

describe('Drawing options', () => {
  it('encodes drawing options into a URL without loss', () => {
    const options = {
      layout: 'strip',
      colors: 5,
      title: 'Für\nElise & "co"',
      size: { width: { value: 10, unit: 'in' }, height: { value: 3, unit: 'cm' } },
      mirrored: true,
    } as const;
    const url = new URL(renderPath('json.gz', options), 'http://localhost');
    assert.equal(url.searchParams.get('format'), 'json.gz');
    assert.deepEqual(parseDrawingOptions(url.searchParams.get('options')!), options);
  });

  it('rejects drawing options of a wrong type by name', () => {
    for (const [text, message] of [
      ['nothing', /`options`: expected JSON/],
      ['[]', /`options`: expected an object, got a list/],
      ['{"size":5}', /`size`: expected a width and a height/],
      ['{"size":{"width":{"value":1,"unit":"mm"}}}', /`size`/],
      ['{"size":{"width":{"value":"1","unit":"mm"},"height":{"value":1,"unit":"mm"}}}', /`size`/],
      ['{"size":{"width":{"value":1,"unit":"miles"},"height":{"value":1,"unit":"mm"}}}', /`size`/],
      ['{"colors":[5]}', /`colors`: expected an integer from 1 to 16, got a list/],
      ['{"colors":null}', /`colors`/],
      ['{"colors":1e999}', /`colors`/],
      ['{"title":5}', /`title`: expected a text, got 5/],
      ['{"__proto__":{"a":1}}', /`options`: expected names of options/],
    ] as const) {
      assert.throws(() => parseDrawingOptions(text), message, text);
    }
  });
});

describe('A request for a job', () => {
  it('parses a job request with a film and its options', () => {
    const request = {
      path: '0/film.mp4',
      options: { samples: 100, crop: { x: 0, y: 0, width: 8, height: 8 }, mode: 'draft' },
    };
    assert.deepEqual(parseJobRequest(request), request);
    assert.deepEqual(parseJobRequest({ path: '0/film.mp4' }), { path: '0/film.mp4', options: {} });
  });

  it('rejects a backend and unknown options in a job request', () => {
    const ask = (options: unknown) => () => parseJobRequest({ path: '0/film.mp4', options });
    assert.throws(ask({ backend: 'ffmpeg' }), /^MessageError: `backend`: unknown field/);
    assert.throws(ask({ hwaccel: 'cuda' }), /`hwaccel`: unknown/);
    assert.throws(ask({ samples: 20_001 }), /^OptionError: `samples`: expected at most 20000 here, got 20001/);
    assert.throws(ask({ samples: [1] }), /`samples`: expected an integer from 1 up, got a list/);
    assert.throws(ask([]), /`options`: expected an object/);
    assert.throws(() => parseJobRequest({ path: ['0/film.mp4'] }), /`path`: expected a text/);
    assert.throws(() => parseJobRequest({ path: '0/film.mp4', jobs: 99 }), /`jobs`: unknown/);
    assert.throws(() => parseJobRequest(null), /`body`: expected an object, got null/);
  });
});

describe('An answer', () => {
  it('checks responses on arrival', () => {
    const session = { token: 'abc', version: '1.0.0', formats: ['png'], panelFormats: ['svg'] };
    assert.deepEqual(parseSession(session), session);
    for (const wrong of [
      null,
      {},
      { ...session, token: '' },
      { ...session, token: 'a b' },
      { ...session, formats: [1] },
      { ...session, panelFormats: [1] },
    ]) {
      assert.throws(() => parseSession(wrong), MessageError);
    }
    assert.deepEqual(parseJobAnswer({ id: 'a' }), { id: 'a' });
    assert.throws(() => parseJobAnswer({ id: 1 }), /`id`: expected a text, got 1/);
  });

  it('checks the items of a shelf response', () => {
    const item = { path: '0/film.mp4', kind: 'film', name: 'film.mp4', folder: 'Films', bytes: 5, modifiedMs: 0 };
    assert.deepEqual(parseShelf({ items: [item], isCut: false }), { items: [item], isCut: false });
    for (const wrong of [{ kind: 'song' }, { bytes: -1 }, { name: 5 }, { path: null }]) {
      assert.throws(() => parseShelf({ items: [{ ...item, ...wrong }], isCut: false }), /`items\[0\]\.\w+`: expected/);
    }
  });

  it('parses an error response, and treats an invalid one as an error', () => {
    const error = { code: 'busy', message: 'later' };
    assert.deepEqual(parseError({ error }), error);
    for (const wrong of [
      null,
      'no',
      {},
      { error: 'busy' },
      { error: { code: 'odd', message: 'x' } },
      { error: { code: 'busy' } },
    ]) {
      assert.equal(parseError(wrong).code, 'internal');
    }
  });
});
