import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { authorization, HEADERS, PATHS } from '#core/protocol/index';
import { ask, postJson, type RawAnswer, startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const { server, origin, token, ask: askOwn } = await startTestServer({ inputs: [makeTempFolder()] });
const host = new URL(origin).host;
const codeOf = ({ body }: RawAnswer) => JSON.parse(body.toString()).error.code;
const keyOf = (address: string) => new URL(address).hash.slice('#key='.length);
const trade = (key: string) => ask(origin, PATHS.session, postJson({ key }));

/** Every path that needs the token, in several spellings. */
const GUARDED: readonly (readonly [method: string, path: string])[] = [
  ['GET', PATHS.shelf],
  ['GET', '/%61pi/shelf'],
  ['GET', '/api/%73helf'],
  ['GET', `${PATHS.shelf}?token=${token}`],
  ['GET', `${PATHS.film}?path=0/film.mp4`],
  ['HEAD', `${PATHS.film}?path=0/film.mp4`],
  ['GET', `${PATHS.fingerprint}?path=0/film.json`],
  ['POST', PATHS.play],
  ['POST', PATHS.jobs],
  ['GET', `${PATHS.jobs}/some/events`],
  ['DELETE', `${PATHS.jobs}/some`],
  ['POST', PATHS.render],
  ['POST', PATHS.quit],
];

describe('The address that opens the studio', () => {
  it('the address of the studio has a key of 256 bits in its fragment, and no token', () => {
    const { hash, search, pathname } = new URL(server.address);
    assert.match(hash, /^#key=[\w-]{43}$/);
    assert.equal(pathname + search, '/');
    assert.ok(!server.address.includes(token));
  });

  it('the printed address of the studio can be used more than once', async () => {
    for (let i = 0; i < 2; i++) assert.equal((await trade(keyOf(server.address))).status, 200);
  });

  it('the address passed to a browser can be used once, because other users can see arguments of processes', async () => {
    const key = keyOf(server.makeOpeningAddress());
    assert.notEqual(key, keyOf(server.address));
    assert.equal((await trade(key)).status, 200);
    const again = await trade(key);
    assert.equal(again.status, 401);
    assert.equal(codeOf(again), 'no-token');
  });

  it('a wrong key is refused with 401, and the response does not repeat it', async () => {
    for (const key of ['', 'a', keyOf(server.address).slice(0, -1), `${keyOf(server.address)}a`, token]) {
      const answer = await trade(key);
      assert.equal(answer.status, 401, key);
      assert.ok(key.length < 5 || !answer.body.toString().includes(key));
    }
  });
});

describe('Requests without the token', () => {
  for (const [method, path] of GUARDED) {
    it(`${method} ${path.replace(token, '...')} without the token is refused with 401`, async () => {
      for (const value of [null, '', 'Bearer ', 'Bearer nonsense', `Basic ${token}`, authorization(`${token}x`)]) {
        const answer = await ask(origin, path, { method, headers: value === null ? {} : { authorization: value } });
        assert.equal(answer.status, 401, String(value));
        if (method !== 'HEAD') assert.equal(codeOf(answer), 'no-token');
        assert.equal(answer.headers['set-cookie'], undefined);
      }
    });
  }

  it('the page is served without the token, and does not contain it', async () => {
    const answer = await ask(origin, '/');
    assert.equal(answer.status, 200);
    assert.match(answer.body.toString(), /The studio is not built/);
    assert.ok(!answer.body.toString().includes(token));
  });

  it('a large body without the token is refused with 401', async () => {
    const body = Buffer.alloc(1000);
    const answer = await ask(origin, PATHS.render, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    assert.equal(answer.status, 401);
  });
});

describe('Requests with the token', () => {
  const owner = { authorization: authorization(token) };

  it('a request with the token is answered with 200', async () => {
    assert.equal((await ask(origin, PATHS.shelf, { headers: owner })).status, 200);
    assert.equal(
      (await ask(origin, PATHS.shelf, { headers: { ...owner, origin, 'sec-fetch-site': 'same-origin' } })).status,
      200,
    );
  });

  it('a request for another host name is refused with 403, also for the page (DNS rebinding)', async () => {
    for (const name of ['evil.example', `evil.example:${new URL(origin).port}`, '127.0.0.1:1']) {
      for (const path of ['/', PATHS.shelf, PATHS.session, '/nowhere']) {
        const answer = await ask(origin, path, { headers: { ...owner, host: name } });
        assert.equal(answer.status, 403, `${name} ${path}`);
        assert.equal(codeOf(answer), 'foreign');
      }
    }
  });

  it('a request from a page of another site or port is refused with 403', async () => {
    const { port } = new URL(origin);
    const others = ['http://evil.example', 'null', `http://localhost:${port}`, `https://${host}`, `http://${host}1`];
    for (const headers of [
      ...others.map((other) => ({ origin: other })),
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      for (const [method, path] of [...GUARDED, ['POST', PATHS.session] as const]) {
        const answer = await ask(origin, path, {
          method,
          headers: { ...owner, ...headers, 'content-type': 'application/json' } as Record<string, string>,
          ...(method === 'POST' && { body: '{}' }),
        });
        assert.equal(answer.status, 403, `${method} ${path} ${JSON.stringify(headers)}`);
        assert.equal(answer.headers['access-control-allow-origin'], undefined);
      }
    }
  });

  it('a preflight request is refused, and no CORS header is sent', async () => {
    const headers = {
      origin: 'http://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const answer = await ask(origin, PATHS.jobs, { method: 'OPTIONS', headers });
    assert.ok(answer.status >= 400);
    assert.ok(!Object.keys(answer.headers).some((name) => name.startsWith('access-control-')));
  });
});

describe('Responses of the server', () => {
  it('every response has headers that forbid what a page does not need', async () => {
    const answers = await Promise.all([
      askOwn('/'),
      askOwn(PATHS.shelf),
      askOwn('/nowhere'),
      askOwn('/%zz'),
      askOwn(PATHS.shelf, { headers: { authorization: '' } }),
      askOwn(PATHS.shelf, { headers: { host: 'evil.example' } }),
      askOwn(PATHS.jobs, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 404, 400, 401, 403, 400],
    );
    for (const { status, headers } of answers) {
      for (const [name, value] of Object.entries(HEADERS))
        assert.equal(headers[name.toLowerCase()], value, `${status} ${name}`);
    }
  });

  it('responses of the API are not cached', async () => {
    for (const path of [PATHS.shelf, '/api/nowhere', `${PATHS.film}?path=0/none.mp4`]) {
      assert.equal((await askOwn(path)).headers['cache-control'], 'no-store', path);
    }
  });

  it('the headers make the page cross-origin isolated, with only its own scripts and connections', () => {
    assert.equal(HEADERS['Cross-Origin-Opener-Policy'], 'same-origin');
    assert.equal(HEADERS['Cross-Origin-Embedder-Policy'], 'require-corp');
    assert.equal(HEADERS['Referrer-Policy'], 'no-referrer');
    const policy = HEADERS['Content-Security-Policy']!;
    for (const part of [
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]) {
      assert.ok(policy.split('; ').includes(part), part);
    }
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*|http/);
  });

  it('an invalid request is refused with 400, a code and a message without internal details', async () => {
    const json = { 'content-type': 'application/json' };
    const requests: readonly (readonly [
      path: string,
      method: string,
      headers: Record<string, string>,
      body: string,
    ])[] = [
      [PATHS.jobs, 'POST', json, '{"path":'],
      [PATHS.jobs, 'POST', json, '{"__proto__":{"path":"0/a.mp4"}}'],
      [PATHS.jobs, 'POST', json, ''],
      [PATHS.jobs, 'POST', json, 'null'],
      [PATHS.jobs, 'POST', { 'content-type': 'text/plain' }, 'text'],
      [PATHS.jobs, 'POST', { 'content-type': 'application/xml' }, '<a/>'],
      [PATHS.session, 'POST', json, '[]'],
      [PATHS.film, 'GET', {}, ''],
      [`${PATHS.film}?path=a&path=b`, 'GET', {}, ''],
      ['/api/%', 'GET', {}, ''],
    ];
    for (const [path, method, headers, body] of requests) {
      const answer = await askOwn(path, { method, headers, ...(body !== '' && { body }) });
      const label = `${path} ${body}`;
      assert.equal(answer.status, 400, label);
      const { error, ...rest } = JSON.parse(answer.body.toString());
      assert.deepEqual(rest, {}, label);
      assert.deepEqual(Object.keys(error), ['code', 'message'], label);
      assert.doesNotMatch(error.message, /\n| at |node_modules|FST_|\.js/, label);
    }
  });

  it('a body over the limit is refused with 413', async () => {
    const answer = await askOwn(PATHS.jobs, postJson({ path: 'a'.repeat(70_000) }));
    assert.equal(answer.status, 413);
    assert.equal(codeOf(answer), 'too-large');
  });
});

describe('Unfinished requests', () => {
  it('an unfinished request is closed with 408 after the time limit', async () => {
    const hasty = await startTestServer({ inputs: [], limits: { requestSeconds: 2 } });
    const { hostname, port, host: name } = new URL(hasty.origin);
    for (const text of [
      'GET / HTTP/1.1\r\nHost: ',
      `POST /api/session HTTP/1.1\r\nHost: ${name}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    ]) {
      const socket = connect(Number(port), hostname);
      socket.write(text);
      let answer = '';
      for await (const piece of socket) answer += piece;
      assert.match(answer, /^HTTP\/1\.1 408 /);
    }
  });
});
