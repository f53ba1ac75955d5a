import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { serializeFingerprint } from '#core/fingerprint/index';
import { listLibrary, readFingerprints } from '#node/library/index';
import { smallFingerprint } from '../../support/fingerprints/small-fingerprint.ts';
import { environmentOf, type S3Server, startS3Server } from '../../support/servers/s3-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const text = serializeFingerprint(smallFingerprint());
const write = (name: string, content: string | Uint8Array = text) => writeFileSync(join(folder, name), content);
mkdirSync(join(folder, 'westerns'));
mkdirSync(join(folder, '.chromatheque'));
write('zodiac.json');
write('both.json');
write('both.json.gz', gzipSync(text));
write('packed.JSON.GZ', gzipSync(text));
write('westerns/damaged.json', text.slice(0, -40));
write('westerns/rio.json.gz', gzipSync(text).subarray(0, 200));
write('.chromatheque.json', '{}');
write('.chromatheque/index.json', '{}');
write('poster.png', 'no fingerprint');
symlinkSync(join(folder, 'nowhere.json'), join(folder, 'dangling.json'));

const namesOf = (files: readonly { readonly name: string }[]) => files.map(({ name }) => name);

async function readAll(files: Awaited<ReturnType<typeof listLibrary>>) {
  const read: string[] = [];
  const skipped: string[] = [];
  for await (const { file } of readFingerprints(files, ({ name }, error) => skipped.push(`${name} ${error.message}`))) {
    read.push(file.name);
  }
  return { read, skipped };
}

describe('A library in a folder', () => {
  it('lists its fingerprints and those of subfolders by name, without hidden files and packed copies', async () => {
    assert.deepEqual(namesOf(await listLibrary(folder)), [
      'both.json',
      'packed.JSON.GZ',
      'westerns/damaged.json',
      'westerns/rio.json.gz',
      'zodiac.json',
    ]);
  });

  it('has another stamp for a file that was written again', async () => {
    const before = (await listLibrary(folder)).at(-1)!;
    utimesSync(before.path, 1e9, 1e9);
    const later = (await listLibrary(folder)).at(-1)!;
    assert.equal(later.size, before.size);
    assert.notEqual(later.stamp, before.stamp);
  });

  it('reads its fingerprints in order and skips damaged ones with their path and the reason', async () => {
    const { read, skipped } = await readAll(await listLibrary(folder));
    assert.deepEqual(read, ['both.json', 'packed.JSON.GZ', 'zodiac.json']);
    assert.equal(skipped.length, 2);
    assert.match(skipped[0]!, /^westerns\/damaged\.json \/.*damaged\.json: /);
    assert.match(skipped[1]!, /rio\.json\.gz: cannot be unpacked/);
  });

  it('skips a file that is deleted after it was listed', async () => {
    const [file] = await listLibrary(folder);
    const { skipped } = await readAll([{ ...file!, path: join(folder, 'gone.json') }]);
    assert.match(skipped[0]!, /gone\.json: no such file or folder$/);
  });

  it('rejects a folder that does not exist, and a file', async () => {
    await assert.rejects(listLibrary(join(folder, 'none')), { name: 'LibraryError', code: 'not-found' });
    await assert.rejects(listLibrary(join(folder, 'poster.png')), { name: 'LibraryError', code: 'unreadable' });
  });
});

describe('A library in a bucket', () => {
  let server: S3Server;
  before(async () => {
    server = await startS3Server('films');
    Object.assign(process.env, environmentOf(server.endpoint));
    server.pageSize = 2;
    for (const [key, body] of [
      ['lib/a.json', text],
      ['lib/.chromatheque.json', '{}'],
      ['lib/d/b.json', text],
      ['lib/c.json', 'broken'],
      ['other/x.json', text],
    ] as const) {
      server.objects.set(`films/${key}`, { bytes: Buffer.from(body), type: 'application/json' });
    }
  });
  after(() => server.close());

  it('is listed and read like a folder', async () => {
    const files = await listLibrary('s3://films/lib/');
    assert.deepEqual(namesOf(files), ['a.json', 'c.json', 'd/b.json']);
    assert.equal(files[0]!.size, text.length);
    assert.match(files[0]!.stamp, /^"[0-9a-f]{32}"$/);
    const { read, skipped } = await readAll(files);
    assert.deepEqual(read, ['a.json', 'd/b.json']);
    assert.match(skipped[0]!, /^c\.json s3:\/\/films\/lib\/c\.json: /);
  });

  it('of which the bucket does not exist is rejected', async () => {
    await assert.rejects(listLibrary('s3://none/lib'), { name: 'LibraryError', code: 'not-found' });
  });
});
