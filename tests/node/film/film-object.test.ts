import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { type FingerprintEvent, type FingerprintOptions, fingerprintFilm } from '#node/app/internal';
import { identifyFilm, isStale } from '#node/film/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { environmentOf, startS3Server } from '../../support/servers/s3-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const paint = (frame: number, x: number, y: number) => [40 + frame + ((x * y) % 60), 100 + (x % 50), 160] as const;
/**
 * A name with every character that could break an address. The key is the name as it is, without
 * decoding.
 */
const NAME = 'Ünder + 100%25 ?#&= (1).mp4';
const film = makeFilm({ path: join(folder, NAME), frames: 90, paint, soundSeconds: 3 });

const server = await startS3Server('films');
Object.assign(process.env, environmentOf(server.endpoint));
const bytes = readFileSync(film);
server.objects.set(`films/old ones/${NAME}`, { bytes, type: 'video/mp4' });
server.objects.set('films/empty.mp4', { bytes: Buffer.alloc(0), type: 'video/mp4' });
server.objects.set('films/bad.mp4', { bytes: Buffer.from('no film'), type: 'video/mp4' });
server.objects.set('films/cut.mp4', { bytes: bytes.subarray(0, 500), type: 'video/mp4' });
after(() => server.close());

const address = `s3://films/old ones/${NAME}`;

async function readFilm(
  path: string,
  options: FingerprintOptions,
  jobs = 1,
  onSurveyed: () => void = () => {},
): Promise<string> {
  const onEvent = ({ type }: FingerprintEvent) => void (type === 'surveyed' && onSurveyed());
  const run = { runner: shareRunner(jobs), onEvent };
  return serializeFingerprint((await fingerprintFilm(path, { samples: 30, ...options }, run)).fingerprint);
}

/** FFmpeg starts for each part of a film, and for each frame that is measured for bars. */
const BY_FFMPEG = { backend: 'ffmpeg', samples: 4, crop: 'none' } as const;

const isPresigned = ({ url = '' }: { readonly url?: string | undefined }): boolean => url.includes('X-Amz-Signature=');

describe('A film in a bucket', () => {
  it('a film in a bucket has the identity and the fingerprint of its local copy', async () => {
    assert.equal(await identifyFilm(address), await identifyFilm(film));
    assert.equal(await readFilm(address, {}, 2), await readFilm(film, {}));
  });

  it("a film in a bucket has the fingerprint of its local copy with the system's FFmpeg", {
    skip: FFMPEG_SKIP,
  }, async () => {
    assert.equal(await readFilm(address, BY_FFMPEG, 2), await readFilm(film, BY_FFMPEG));
  });

  it('requests for a film in a bucket have short-lived signatures that are valid only for this film', () => {
    assert.ok(server.signatures.size > 0);
    assert.deepEqual(
      [...new Set(server.asked.map((line) => line.replace(/\?.*/, '')))],
      [
        `GET /films/${['old ones', NAME].map(encodeURIComponent).join('/').replaceAll('(', '%28').replaceAll(')', '%29')}`,
      ],
    );
  });

  it('a film in a bucket has a clear error if it does not exist, has no valid bucket, or is not a film', async () => {
    for (const [path, code, message] of [
      ['s3://films/none.mp4', 'not-found', 's3://films/none.mp4: no such object'],
      ['s3://missing/none.mp4', 'not-found', 's3://missing/none.mp4: no such bucket'],
      ['s3:///x.mp4', 'not-found', 's3:///x.mp4: has no valid bucket name; expected s3://BUCKET/KEY'],
      ['s3://a:b@c/x.mp4', 'not-found', 's3://a:b@c/x.mp4: has no valid bucket name; expected s3://BUCKET/KEY'],
      ['s3://films/old ones/', 'unreadable', 's3://films/old ones/: is a folder; name the films in it'],
      ['s3://films', 'unreadable', 's3://films: is a folder; name the films in it'],
      ['s3://films/empty.mp4', 'unreadable', 's3://films/empty.mp4: is empty'],
    ] as const) {
      await assert.rejects(identifyFilm(path), { name: 'FilmError', code, message });
    }
    for (const path of ['s3://films/bad.mp4', 's3://films/cut.mp4']) {
      await assert.rejects(readFilm(path, {}), (error: Error) => {
        assert.match(error.message, new RegExp(`^${path}: not a film that can be read \\([^/?]*\\)$`));
        return true;
      });
    }
  });

  it("the system's FFmpeg reports an unreadable film in a bucket by its address, never by its URL", {
    skip: FFMPEG_SKIP,
  }, async () => {
    for (const path of ['s3://films/bad.mp4', 's3://films/cut.mp4']) {
      await assert.rejects(readFilm(path, BY_FFMPEG), (error: Error) => {
        assert.match(error.message, new RegExp(`^${path}: not a film that can be read \\([^/?]*\\)$`));
        return true;
      });
    }
  });

  it('a film in a bucket is reported by its address when the store refuses requests during reading', {
    skip: FFMPEG_SKIP,
  }, async () => {
    const messages = new Set<string>();
    for (let granted = 0; granted < 6; granted++) {
      let asked = 0;
      server.refuse = (request) => (isPresigned(request) && asked++ >= granted ? 'AccessDenied' : null);
      await readFilm(address, { ...BY_FFMPEG, loudness: false }).catch(({ message }) => messages.add(message));
    }
    server.refuse = () => null;
    assert.ok(messages.size > 0);
    for (const message of messages) {
      assert.ok(message.startsWith(address), message);
      assert.doesNotMatch(message, /X-Amz|AKID/);
    }
  });

  it('requests for a film in a bucket are retried when the store is temporarily busy', async () => {
    let refusals = 0;
    server.refuse = () => (refusals++ < 2 ? 'SlowDown' : null);
    assert.equal(await identifyFilm(address), await identifyFilm(film));
    server.refuse = () => null;
  });

  it('the error for a film in a bucket has the reason why the store refuses it', async () => {
    for (const [refusal, message] of [
      ['AccessDenied', /: the credentials do not permit it$/],
      ['ExpiredToken', /: the credentials have expired; get new ones$/],
      ['RequestTimeTooSkewed', /: this machine's clock differs/],
      ['PermanentRedirect', /: the bucket is in the region eu-test-1; set AWS_REGION to it$/],
      ['Oddity', /: the credentials do not permit it \(Oddity\)$/],
      ['SlowDown', /: the store answers 503 \(SlowDown\)$/],
    ] as const) {
      server.refuse = () => refusal;
      await assert.rejects(identifyFilm(address), { name: 'FilmError', code: 'unreadable', message });
    }
    server.refuse = () => null;
  });

  it('a film in a bucket is reopened with a new signature long before the first one expires', () => {
    assert.ok(!isStale(address, 60_000));
    assert.ok(isStale(address, 60 * 60_000));
    assert.ok(!isStale(film, 24 * 60 * 60_000));
  });

  it('a span is retried with a new signature if the old one expires during reading, without losing a frame', async () => {
    const noise = (frame: number, x: number, y: number) =>
      [16 + ((x * 7919 + y * 104_729 + frame * 31) % 220), 100 + (x % 50), 110 + (y % 40)] as const;
    const long = makeFilm({
      path: join(folder, 'long.mkv'),
      frames: 100,
      width: 240,
      height: 136,
      gop: 10,
      paint: noise,
      soundSeconds: 4,
    });
    server.objects.set('films/long.mkv', { bytes: readFileSync(long), type: 'video/x-matroska' });
    const options = { samples: 10 };
    let asked = 0;
    const endSignatures = () => {
      server.refuse = (request) => (isPresigned(request) && asked++ % 8 === 0 ? 'AccessDenied' : null);
    };
    const remote = await readFilm('s3://films/long.mkv', options, 1, endSignatures);
    server.refuse = () => null;
    assert.ok(asked > 8);
    assert.equal(remote, await readFilm(long, options));
  });
});
