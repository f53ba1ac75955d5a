import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { type DrawingOptions, MAX_BODY_BYTES, PATHS, renderPath } from '#core/protocol/index';
import { OUTPUT_FORMATS, type OutputFormat, type PictureOptions, renderOutput } from '#node/app/internal';
import { smallFingerprint } from '../../support/fingerprints/small-fingerprint.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { type RawAnswer, startTestServer } from '../../support/servers/studio-server.ts';

const { ask, origin, token } = await startTestServer({ inputs: [] });
const fingerprint = syntheticFingerprint(50);
const SIZE = { width: { value: 400, unit: 'px' }, height: { value: 300, unit: 'px' } } as const;
const FONT_FILE = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/montserrat/300Light/Montserrat_300Light.ttf',
);
const JSON_TYPE = { 'content-type': 'application/json' };

const draw = (format: string, options: DrawingOptions, body: string | Fingerprint = fingerprint) =>
  ask(renderPath(format, options), {
    method: 'POST',
    headers: JSON_TYPE,
    body: typeof body === 'string' ? body : serializeFingerprint(body),
  });
const errorOf = ({ body }: RawAnswer) => JSON.parse(body.toString()).error;

describe('Drawing a fingerprint on the server', () => {
  for (const format of OUTPUT_FORMATS) {
    it(`the server draws .${format} with the same bytes as the command line`, async () => {
      const options = { layout: 'strip', colors: 3, title: 'Zwei\nZeilen', size: SIZE, dpi: 150 } as const;
      const { status, headers, body } = await draw(format, options);
      assert.equal(status, 200, body.toString());
      const { content } = await renderOutput(fingerprint, format as OutputFormat, options as PictureOptions);
      assert.ok(body.equals(Buffer.from(content as Uint8Array)));
      // With this type, no browser shows the file as a page of this server.
      assert.equal(headers['content-type'], 'application/octet-stream');
      assert.equal(headers['chromatheque-warnings'], undefined);
    });
  }

  it('a picture with omitted parts is sent with warnings in a header', async () => {
    const untitled = { ...fingerprint, film: { ...fingerprint.film, title: 'ᚠ' } };
    const { status, headers } = await draw('svg', {}, untitled);
    assert.equal(status, 200);
    const warnings: string[] = JSON.parse(decodeURIComponent(String(headers['chromatheque-warnings'])));
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /ᚠ/);
  });

  it('a wrong drawing option is refused with 400 and the name of the option', async () => {
    for (const [options, message] of [
      [{ layout: 'sqare' }, /^`layout`: expected .*did you mean square\?/],
      [{ colors: 99 }, /^`colors`: expected/],
      [{ colors: 'five' }, /^`colors`: expected/],
      [{ dpi: 1 }, /^`dpi`: expected pixels per inch from 10 to 2400, got 1/],
      [{ size: { ...SIZE, width: { value: 0, unit: 'mm' } } }, /^`size`: expected sides/],
      [{ title: 5 }, /^`title`: expected a text/],
      [{ titleStyle: 'loud' }, /^`titleStyle`: expected/],
      // On the command line, a font may be a file.
      [{ font: FONT_FILE }, /^`font`: expected one of sans, condensed, serif, typewriter, got/],
    ] as const) {
      const answer = await draw('svg', options as unknown as DrawingOptions);
      assert.equal(answer.status, 400, JSON.stringify(options));
      assert.equal(errorOf(answer).code, 'bad-request');
      assert.match(errorOf(answer).message, message);
    }
  });

  it('an unknown format or invalid options are refused with 400', async () => {
    for (const path of [
      renderPath('gif', {}),
      renderPath('', {}),
      `${PATHS.render}?format=svg`,
      `${PATHS.render}?options={}`,
      `${PATHS.render}?format=svg&options=nonsense`,
      `${PATHS.render}?format=svg&format=png&options={}`,
    ]) {
      const answer = await ask(path, { method: 'POST', headers: JSON_TYPE, body: '{}' });
      assert.deepEqual([answer.status, errorOf(answer).code], [400, 'bad-request'], path);
    }
  });

  it('a body that is not a fingerprint is refused with 422', async () => {
    const text = serializeFingerprint(smallFingerprint());
    for (const [body, code] of [
      ['', 'not-a-fingerprint'],
      ['nonsense', 'not-a-fingerprint'],
      ['{}', 'not-a-fingerprint'],
      ['null', 'not-a-fingerprint'],
      [text.slice(0, -50), 'truncated'],
      [text.replace('"version": 1', '"version": 2'), 'newer-version'],
      [text.replace(/"color":"#[0-9a-f]{6}"/, '"color":"\\"/><script>"'), 'not-a-fingerprint'],
    ] as const) {
      const answer = await draw('svg', {}, body);
      assert.equal(errorOf(answer).code, code, body.slice(0, 40));
      assert.equal(answer.status, 422);
    }
  });

  it('a picture over the limit is refused with 413', async () => {
    const size = { width: { value: 30_000, unit: 'px' }, height: { value: 30_000, unit: 'px' } } as const;
    const answer = await draw('png', { size });
    assert.deepEqual([answer.status, errorOf(answer).code], [413, 'too-large']);
  });

  it('a fingerprint over the limit is refused with 413', async () => {
    const answer = await fetch(origin + renderPath('svg', {}), {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
      body: Buffer.alloc(MAX_BODY_BYTES + 1, ' '),
    }).then(
      ({ status }) => status,
      // The connection may close before the whole body is sent.
      () => 413,
    );
    assert.equal(answer, 413);
  });

  it('drawing is refused with 429 while the queue is full', async () => {
    // Large pictures, so that none is finished before the last request.
    const size = { width: { value: 3000, unit: 'px' }, height: { value: 3000, unit: 'px' } } as const;
    const answers = await Promise.all(Array.from({ length: 12 }, () => draw('png', { size })));
    const statuses = answers.map(({ status }) => status);
    assert.ok(statuses.includes(200) && statuses.includes(429), statuses.join(' '));
    assert.ok(answers.filter(({ status }) => status !== 200).every((answer) => errorOf(answer).code === 'busy'));
    assert.equal((await draw('svg', {})).status, 200);
  });

  it('drawing that exceeds the time limit is stopped with 422, and the next picture is drawn', async () => {
    const hasty = await startTestServer({ inputs: [], limits: { drawingSeconds: 5 } });
    const size = { width: { value: 20_000, unit: 'px' }, height: { value: 20_000, unit: 'px' } } as const;
    const body = serializeFingerprint(fingerprint);
    const request = { method: 'POST', headers: JSON_TYPE, body };
    const answer = await hasty.ask(renderPath('png', { size }), request);
    assert.deepEqual(
      [answer.status, errorOf(answer)],
      [422, { code: 'too-slow', message: 'drawing took longer than 5 s' }],
    );
    assert.equal((await hasty.ask(renderPath('json', {}), request)).status, 200);
  });
});
