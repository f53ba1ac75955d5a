import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { type DrawingOptions, MAX_PANEL_FILMS, PANEL_SEPARATOR, panelPath } from '#core/protocol/index';
import { makePanel, renderPanel } from '#node/app/internal';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { type RawAnswer, startTestServer } from '../../support/servers/studio-server.ts';

const { ask } = await startTestServer({ inputs: [] });
const films = [0, 1, 2].map((seed): Fingerprint => {
  const made = syntheticFingerprint(30, { seed });
  return { ...made, film: { ...made.film, title: `Film ${3 - seed}` } };
});
const pack = (texts: readonly string[]) => gzipSync(texts.map((text) => text + PANEL_SEPARATOR).join(''));
const packed = pack(films.map(serializeFingerprint));

const draw = (format: string, options: DrawingOptions, body: Uint8Array = packed) =>
  ask(panelPath(format, options), { method: 'POST', headers: { 'content-type': 'application/gzip' }, body });
const errorOf = ({ body }: RawAnswer) => JSON.parse(body.toString()).error;

describe('Drawing a panel on the server', () => {
  it('the server draws a panel with the same bytes as the command line', async () => {
    const options = { sort: 'title', width: { value: 200, unit: 'mm' }, title: 'All', across: 2 } as const;
    const { status, body, headers } = await draw('pdf', options);
    assert.equal(status, 200, body.toString());
    const own = await makePanel(
      ['0', '1', '2'],
      options,
      async (i) => films[Number(i)]!,
      () => {},
    );
    assert.ok(body.equals(Buffer.from((await renderPanel(own!, 'pdf', options)) as Uint8Array)));
    assert.equal(headers['content-type'], 'application/octet-stream');
  });

  it('a panel of which no film can be drawn is refused with the reason', async () => {
    const { pictures: _, ...bare } = films[1]!;
    const answer = await draw('svg', { layout: 'barcode' }, pack([serializeFingerprint(bare)]));
    assert.equal(answer.status, 422);
    assert.match(errorOf(answer).message, /^film 1: barcode shows frames/);
  });

  it('a wrong option of a panel is refused with 400 and its name', async () => {
    for (const [options, message] of [
      [{ across: 0 }, /^`across`: expected/],
      [{ width: { value: 1, unit: 'mm' } }, /^`width`: expected/],
      [{ sort: 'loudness' }, /^`sort`: expected/],
      [{ font: '/etc/passwd' }, /^`font`: expected one of/],
    ] as [DrawingOptions, RegExp][]) {
      const answer = await draw('pdf', options);
      assert.equal(answer.status, 400, JSON.stringify(options));
      assert.match(errorOf(answer).message, message);
    }
    assert.match(errorOf(await draw('json', {})).message, /^`format`: expected one of png/);
  });

  it('a body that is no panel is refused with the reason', async () => {
    for (const [body, message] of [
      [Buffer.from('{}'), /not compressed with gzip/],
      [gzipSync('{"format":'), /cut off/],
      [pack(['{}']), /not a fingerprint/],
      [pack([]), /films/],
      [packed.subarray(0, packed.length - 20), /not compressed with gzip/],
      [pack(Array.from({ length: MAX_PANEL_FILMS + 1 }, () => '{}')), /at most 500 films/],
    ] as [Uint8Array, RegExp][]) {
      const answer = await draw('pdf', {}, body);
      assert.ok([400, 422].includes(answer.status), String(answer.status));
      assert.match(errorOf(answer).message, message);
    }
  });

  it('a fingerprint of a panel over 32 MiB is refused, however small it is compressed', async () => {
    const answer = await draw('pdf', {}, gzipSync(Buffer.alloc(40 * 2 ** 20, 32)));
    assert.equal(answer.status, 422);
    assert.match(errorOf(answer).message, /too large/);
  });
});
