import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorization, filmPath } from '#core/protocol/index';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const SIZE = 3_000_000;
const bytes = randomBytes(SIZE);
writeFileSync(join(folder, 'film.mp4'), bytes);
writeFileSync(join(folder, 'empty.mp4'), '');
const { ask, origin, token } = await startTestServer({ inputs: [folder] });
const FILM = filmPath('0/film.mp4');
const askRange = (range: string, path = FILM) => ask(path, { headers: { range } });

describe('The bytes of a film', () => {
  it('a request without a range gets the whole film', async () => {
    const { status, headers, body } = await ask(FILM);
    assert.equal(status, 200);
    assert.equal(headers['content-length'], String(SIZE));
    assert.equal(headers['accept-ranges'], 'bytes');
    assert.equal(headers['content-type'], 'application/octet-stream');
    assert.ok(body.equals(bytes));
  });

  it('closed, open and suffix ranges get these parts of the film with 206', async () => {
    for (const [range, first, last] of [
      ['bytes=0-0', 0, 0],
      ['bytes=100-199999', 100, 199_999],
      [`bytes=${SIZE - 5}-`, SIZE - 5, SIZE - 1],
      ['bytes=-7', SIZE - 7, SIZE - 1],
      [`bytes=${SIZE - 5}-${2 * SIZE}`, SIZE - 5, SIZE - 1],
    ] as const) {
      const { status, headers, body } = await askRange(range);
      assert.equal(status, 206, range);
      assert.equal(headers['content-range'], `bytes ${first}-${last}/${SIZE}`);
      assert.equal(headers['content-length'], String(last - first + 1));
      assert.ok(body.equals(bytes.subarray(first, last + 1)), range);
    }
  });

  it('a range outside the film is refused with 416 and the size of the film', async () => {
    for (const [range, path, size] of [
      [`bytes=${SIZE}-`, FILM, SIZE],
      ['bytes=-0', FILM, SIZE],
      ['bytes=0-', filmPath('0/empty.mp4'), 0],
    ] as const) {
      const { status, headers, body } = await askRange(range, path);
      assert.equal(status, 416, range);
      assert.equal(headers['content-range'], `bytes */${size}`);
      assert.equal(JSON.parse(body.toString()).error.code, 'bad-range');
    }
  });

  it('HEAD of a film returns its number of bytes and no body', async () => {
    const { status, headers, body } = await ask(FILM, { method: 'HEAD' });
    assert.deepEqual([status, headers['content-length'], body.length], [200, String(SIZE), 0]);
  });

  it('a request for an empty film gets an empty body', async () => {
    const { status, body } = await ask(filmPath('0/empty.mp4'));
    assert.deepEqual([status, body.length], [200, 0]);
  });

  it('no film stays open when a client disconnects', {
    skip: process.platform === 'linux' ? false : 'open files are counted in /proc',
  }, async () => {
    const count = () => readdirSync('/proc/self/fd').length;
    const before = count();
    for (let i = 0; i < 20; i++) {
      await new Promise<void>((resolve, reject) => {
        const headers = { authorization: authorization(token) };
        get(`${origin}${FILM}`, { headers, agent: false }, (answer) => {
          answer.once('data', () => {
            answer.destroy();
            resolve();
          });
        }).on('error', reject);
      });
      await askRange('bytes=0-9');
      await askRange(`bytes=${SIZE}-`);
      await ask(FILM, { method: 'HEAD' });
    }
    for (let i = 0; i < 100 && count() > before + 2; i++) await sleep(20);
    assert.ok(count() <= before + 2, `${count()} files are open, ${before} were`);
  });
});
