import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { HEADERS, PATHS, playPath } from '#core/protocol/index';
import { postJson, type RawAnswer, type RawRequest, startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const SIZE = 600_000;
const folder = await realpath(makeTempFolder());
const contents = new Map(['one.mp4', 'two.webm', 'old.avi'].map((name) => [name, randomBytes(SIZE)]));
for (const [name, bytes] of contents) writeFileSync(join(folder, name), bytes);
writeFileSync(join(folder, 'empty.mp4'), '');
writeFileSync(join(folder, 'still.png'), 'a still');
const outside = join(await realpath(makeTempFolder()), 'outside.mp4');
writeFileSync(outside, 'the secret of the outside');

const { origin, ask, askJson } = await startTestServer({ inputs: [folder] });
const requestTicket = async (name: string): Promise<string> => {
  const { status, value } = await askJson(PATHS.play, postJson({ path: `0/${name}` }));
  assert.equal(status, 201);
  return value.ticket;
};
/** A request as a player sends it: without the token. */
const play = (ticket: string, { headers, ...request }: RawRequest = {}): Promise<RawAnswer> =>
  ask(playPath(ticket), { ...request, headers: { authorization: '', ...headers } });
const codeOf = ({ body }: RawAnswer) => JSON.parse(body.toString()).error.code;

describe('The address of a film for a player', () => {
  it('gives the bytes of its film by range, without the token, with its media type', async () => {
    for (const [name, type] of [
      ['one.mp4', 'video/mp4'],
      ['two.webm', 'video/webm'],
      ['old.avi', 'application/octet-stream'],
    ] as const) {
      const ticket = await requestTicket(name);
      const bytes = contents.get(name)!;
      const whole = await play(ticket);
      assert.deepEqual([whole.status, whole.headers['content-type']], [200, type]);
      assert.ok(whole.body.equals(bytes));
      for (const [range, first, last] of [
        ['bytes=0-', 0, SIZE - 1],
        ['bytes=1000-1999', 1000, 1999],
        ['bytes=-5', SIZE - 5, SIZE - 1],
      ] as const) {
        const { status, headers, body } = await play(ticket, { headers: { range } });
        assert.deepEqual([status, headers['content-range']], [206, `bytes ${first}-${last}/${SIZE}`]);
        assert.ok(body.equals(bytes.subarray(first, last + 1)), range);
      }
      const head = await play(ticket, { method: 'HEAD', headers: { range: 'bytes=0-9' } });
      assert.deepEqual([head.status, head.headers['content-length'], head.body.length], [206, '10', 0]);
    }
  });

  it('has no path in it, and headers that keep other sites and caches from it', async () => {
    const ticket = await requestTicket('one.mp4');
    assert.match(ticket, /^[\w-]{43}$/);
    const { headers } = await play(ticket);
    for (const [name, value] of Object.entries(HEADERS)) assert.equal(headers[name.toLowerCase()], value);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['set-cookie'], undefined);
  });

  it('refuses a range outside the film with 416, and ignores what is no range', async () => {
    const ticket = await requestTicket('one.mp4');
    for (const range of [`bytes=${SIZE}-`, 'bytes=-0', 'bytes=999999999999999-']) {
      const answer = await play(ticket, { headers: { range } });
      assert.deepEqual([answer.status, codeOf(answer)], [416, 'bad-range'], range);
      assert.equal(answer.headers['content-range'], `bytes */${SIZE}`);
    }
    for (const range of [
      'bytes=0-1,5-6',
      'bytes=5-2',
      'bytes=-',
      'lines=1-2',
      'bytes=-1-2',
      `bytes=${'9'.repeat(40)}-`,
    ]) {
      assert.equal((await play(ticket, { headers: { range } })).status, 200, range);
    }
    const empty = await play(await requestTicket('empty.mp4'), { headers: { range: 'bytes=0-' } });
    assert.equal(empty.status, 416);
  });

  it('is given for films of the shelf only, and only with the token', async () => {
    for (const [path, status] of [
      ['0/still.png', 404],
      ['0/none.mp4', 404],
      ['0/../one.mp4', 404],
      ['0/%6fne.mp4', 404],
      ['1/one.mp4', 404],
      [join(folder, 'one.mp4'), 404],
      [7, 400],
    ] as const) {
      assert.equal((await askJson(PATHS.play, postJson({ path }))).status, status, String(path));
    }
    const { headers, ...request } = postJson({ path: '0/one.mp4' });
    assert.equal((await ask(PATHS.play, { ...request, headers: { ...headers!, authorization: '' } })).status, 401);
  });

  it('opens nothing but that film, whatever is put in place of the ticket', async () => {
    const ticket = await requestTicket('one.mp4');
    const other = await requestTicket('two.webm');
    assert.notEqual(ticket, other);
    assert.ok((await play(other)).body.equals(contents.get('two.webm')!));
    for (const text of [
      '',
      'one.mp4',
      encodeURIComponent('0/one.mp4'),
      encodeURIComponent('../../etc/hosts'),
      `${ticket}%00`,
      `${ticket}/`,
      `${ticket}/../${other}`,
      `${ticket}x`,
      ticket.slice(0, -1),
      ticket.toLowerCase() === ticket ? ticket.toUpperCase() : ticket.toLowerCase(),
      encodeURIComponent(outside),
      'a'.repeat(5000),
      '__proto__',
    ]) {
      const answer = await play(text);
      assert.ok([400, 404, 414].includes(answer.status), `${answer.status} ${text}`);
      assert.ok(!answer.body.includes(folder), text);
    }
    assert.equal((await play(`${ticket}?path=0/two.webm`)).body.compare(contents.get('one.mp4')!), 0);
    for (const method of ['POST', 'PUT', 'DELETE']) assert.equal((await play(ticket, { method })).status, 404, method);
  });

  it('is no token: it opens no other route', async () => {
    const ticket = await requestTicket('one.mp4');
    for (const path of [PATHS.shelf, `${PATHS.film}?path=0/two.webm`]) {
      assert.equal((await ask(path, { headers: { authorization: `Bearer ${ticket}` } })).status, 401);
    }
  });

  it('is refused to pages of other sites and other names of this machine', async () => {
    const ticket = await requestTicket('one.mp4');
    for (const headers of [
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'video' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'http://evil.example' },
      { host: 'evil.example' },
    ]) {
      const answer = await play(ticket, { headers: headers as Record<string, string> });
      assert.deepEqual([answer.status, codeOf(answer)], [403, 'foreign'], JSON.stringify(headers));
    }
    const own = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'video', host: new URL(origin).host };
    assert.equal((await play(ticket, { headers: own })).status, 200);
  });

  it('ends when the film is removed, or replaced by another file or a link', async () => {
    const path = join(folder, 'one.mp4');
    const kept = join(folder, 'kept.mp4');
    const ticket = await requestTicket('one.mp4');
    renameSync(path, kept);
    assert.equal((await play(ticket)).status, 404);
    writeFileSync(path, 'another film');
    assert.equal((await play(ticket)).status, 404);
    rmSync(path);
    symlinkSync(outside, path);
    assert.equal((await play(ticket)).status, 404);
    rmSync(path);
    renameSync(kept, path);
    assert.equal((await play(ticket)).status, 200);
  });

  it('is dropped after 64 later ones, unless it is used', async () => {
    const [used, unused] = [await requestTicket('one.mp4'), await requestTicket('one.mp4')];
    for (let i = 0; i < 63; i++) {
      await requestTicket('two.webm');
      await play(used, { method: 'HEAD' });
    }
    assert.deepEqual([(await play(used)).status, (await play(unused)).status], [200, 404]);
  });
});
