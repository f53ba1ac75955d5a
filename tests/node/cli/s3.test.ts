import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { makeFilm } from '../../support/films/make-film.ts';
import { type CliResult, runCli } from '../../support/processes/run-cli.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import {
  ACCESS_KEY,
  environmentOf,
  NO_PROFILE,
  type S3Server,
  SECRET_KEY,
  startS3Server,
} from '../../support/servers/s3-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

type Result = Omit<CliResult, 'signal'>;

const folder = makeTempFolder();
const makeFlat = (name: string, luma: number) =>
  makeFilm({ path: join(folder, name), frames: 10, isFlat: true, paint: () => [luma, 128, 128], soundSeconds: 1 });
const one = makeFlat('one.mp4', 60);
const two = makeFlat('two.mkv', 120);

let server: S3Server;
let environment: NodeJS.ProcessEnv;
const results: Result[] = [];

/**
 * Run the command line in the folder and record its output: in this process, or in a child process
 * if the environment differs.
 */
async function run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Result> {
  const result = env === undefined ? await runInEnvironment(args) : await runCli(args, { cwd: folder, env });
  results.push(result);
  return result;
}

async function runInEnvironment(args: readonly string[]): Promise<Result> {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  try {
    return await runInFolder(folder, args);
  } finally {
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

const textOf = (name: string) => server.objects.get(name)?.bytes.toString('utf8');
const lines = (text: string) => text.split('\n').filter((line) => line !== '');
const put = (name: string, bytes: Buffer) => server.objects.set(name, { bytes, type: 'application/octet-stream' });

before(async () => {
  server = await startS3Server('films', 'posters');
  environment = environmentOf(server.endpoint);
});
beforeEach(() => {
  server.objects.clear();
  server.asked.length = 0;
  server.pageSize = 1000;
  server.refuse = () => null;
  put('films/old/one.mp4', readFileSync(one));
  put('films/old/two.mkv', readFileSync(two));
});
after(() => server.close());

/** Assert that texts contain no key, no signature and no presigned URL. */
function assertNoSecret(texts: readonly string[]): void {
  assert.ok(server.signatures.size > 0);
  const secrets = [SECRET_KEY, ACCESS_KEY, 'X-Amz-', ...server.signatures];
  for (const text of texts) {
    for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} is in:\n${text.slice(0, 500)}`);
  }
}

describe('chromatheque s3://BUCKET/KEY', () => {
  it('a film in a bucket gives the same bytes as its local copy', async () => {
    const remote = await run([
      's3://films/old/one.mp4',
      '--samples',
      '5',
      '--jobs',
      '1',
      '-o',
      'remote.json',
      '-o',
      'remote.svg',
    ]);
    assert.equal(remote.exitCode, 0, remote.stderr);
    assert.equal(
      (await run(['one.mp4', '--samples', '5', '--jobs', '1', '-o', 'local.json', '-o', 'local.svg'])).exitCode,
      0,
    );
    for (const extension of ['json', 'svg']) {
      const [there, here] = ['remote', 'local'].map((name) =>
        readFileSync(join(folder, `${name}.${extension}`), 'utf8'),
      );
      assert.equal(there, here);
    }
    assert.equal(JSON.parse(readFileSync(join(folder, 'remote.json'), 'utf8')).film.name, 'one.mp4');
  });

  it('--s3-endpoint is used by every command that reads films', async () => {
    const { AWS_ENDPOINT_URL_S3: _, ...elsewhere } = environment;
    const endpoint = ['--s3-endpoint', server.endpoint];
    // The SDK reads the endpoint once per process, so one command for each way to read films runs
    // in its own process.
    for (const [env, ...args] of [
      [elsewhere, 's3://films/old/one.mp4', '--jobs', '1', '-o', 'found.csv'],
      [elsewhere, 'palette', 's3://films/old/one.mp4'],
      [undefined, 'describe', 's3://films/old/one.mp4'],
      [undefined, 'panel', 's3://films/old/one.mp4', '-o', 'panel.svg'],
    ] as const) {
      const { exitCode, stderr } = await run([...args, ...endpoint], env);
      assert.equal(exitCode, 0, stderr);
    }
    for (const wrong of ['ftp://x', 'x', 'https://user:hush@x', 'https://x/?hush']) {
      const { exitCode, stderr } = await run(['one.mp4', '--s3-endpoint', wrong]);
      assert.equal(exitCode, 2);
      assert.match(stderr, /--s3-endpoint: expected an http or https URL without user, password or query/);
      assert.doesNotMatch(stderr, /hush/);
    }
  });

  it('a film in a bucket has a clear error for a missing object, bucket, key, region, store or SDK', async () => {
    const without = (...names: string[]) =>
      Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)));
    const { AWS_REGION: region } = environment;
    for (const [exitCode, expected, env, path = 's3://films/old/one.mp4'] of [
      [66, /^chromatheque: s3:\/\/films\/none\.mp4: no such object\n$/, undefined, 's3://films/none.mp4'],
      [66, /s3:\/\/missing\/x\.mp4: no such bucket/, undefined, 's3://missing/x.mp4'],
      [
        65,
        /the secret access key does not belong to the access key/,
        { ...environment, AWS_SECRET_ACCESS_KEY: 'hush' },
      ],
      [
        65,
        /no credentials found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE/,
        without('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'),
      ],
      [65, /no region is set; set AWS_REGION/, without('AWS_ENDPOINT_URL_S3', 'AWS_REGION')],
      [65, /the store does not answer \(ECONNREFUSED\)/, environmentOf('http://127.0.0.1:9')],
      [
        69,
        /s3:\/\/ addresses need two packages; run: npm install @aws-sdk\/client-s3 @aws-sdk\/s3-request-presigner/,
        { ...environment, ...WITHOUT_SDK },
      ],
    ] as const) {
      const result = await run([path, '--jobs', '1', '-o', 'x.json'], env && { ...NO_PROFILE, ...env });
      assert.equal(result.exitCode, exitCode, `${region} ${result.stderr}`);
      assert.match(result.stderr, expected);
      assert.doesNotMatch(result.stderr, /hush/);
    }
    server.refuse = () => 'InvalidAccessKeyId';
    const unknown = await run(['s3://films/old/one.mp4', '--jobs', '1', '-o', 'x.json']);
    assert.equal(unknown.exitCode, 65);
    assert.match(unknown.stderr, /does not know the access key; check AWS_/);
  });

  it('a local film needs no AWS SDK', async () => {
    const { exitCode, stderr } = await run(['one.mp4', '--samples', '5', '--jobs', '1', '-o', 'plain.csv'], {
      ...environment,
      ...WITHOUT_SDK,
    });
    assert.equal(exitCode, 0, stderr);
  });

  it('errors for an unreadable film in a bucket contain no secret, for both backends', {
    skip: FFMPEG_SKIP,
  }, async () => {
    put('films/bad.mp4', Buffer.from('no film'));
    put('films/cut.mp4', readFileSync(one).subarray(0, 400));
    for (const name of ['bad.mp4', 'cut.mp4']) {
      for (const backend of ['libav', 'ffmpeg']) {
        const { exitCode, stderr } = await run([
          `s3://films/${name}`,
          '--backend',
          backend,
          '--jobs',
          '1',
          '-o',
          'x.json',
        ]);
        assert.equal(exitCode, 65);
        assert.match(stderr, new RegExp(`^chromatheque: s3://films/${name}: `));
      }
    }
  });
});

/** An environment in which no process finds the AWS SDK. */
const HOOK = `export const resolve = (name, context, next) => name.startsWith('@aws-sdk')
  ? Promise.reject(Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })) : next(name, context)`;
const REGISTER = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(HOOK)}`)})`;
const WITHOUT_SDK = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(REGISTER)}` };

describe('chromatheque s3://BUCKET/PREFIX/ --out-dir', () => {
  const batch = (...args: string[]) =>
    run(['s3://films/old/', '--out-dir', 'out', '--samples', '5', '--jobs', '1', '--format', 'csv', ...args]);

  it('--out-dir processes the films directly below an S3 prefix, over many pages of a listing', async () => {
    mkdirSync(join(folder, 'out'), { recursive: true });
    put('films/old/', Buffer.alloc(0));
    put('films/old/.hidden.mp4', Buffer.alloc(1));
    put('films/old/notes & more.txt', Buffer.alloc(1));
    put('films/old/extras/three.mp4', Buffer.alloc(1));
    put('films/older.mp4', Buffer.alloc(1));
    server.pageSize = 2;
    const { exitCode, stdout, stderr } = await batch();
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(lines(stdout), ['out/one.csv', 'out/two.csv']);
    assert.match(stderr, /^s3:\/\/films\/old\/: warning: skipped: extras\/, notes & more\.txt\n/);
    assert.ok(server.asked.filter((line) => line.includes('list-type')).length > 2);
    const again = await batch();
    assert.match(again.stderr, /2 skipped/);
  });

  it('an S3 prefix without films exits with 66', async () => {
    for (const path of ['s3://films/none/', 's3://films', 's3://posters/']) {
      const { exitCode, stderr } = await run([path, '--out-dir', 'out']);
      assert.equal(exitCode, 66);
      assert.match(stderr, new RegExp(`${path}: there are no films directly in this folder`));
    }
    const { exitCode, stderr } = await run(['s3://missing/', '--out-dir', 'out']);
    assert.equal(exitCode, 66);
    assert.match(stderr, /s3:\/\/missing\/: no such bucket/);
  });
});

describe('-o s3://BUCKET/KEY', () => {
  it('-o writes whole objects to a bucket with their content types, and these can be read again', async () => {
    const names = ['one.json', 'one.json.gz', 'one.svg', 'one.csv', 'one.html'];
    const outputs = names.flatMap((name) => ['-o', `s3://posters/a b/${name}`]);
    const { exitCode, stdout, stderr } = await run(['one.mp4', '--samples', '5', '--jobs', '1', ...outputs]);
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(
      lines(stdout),
      names.map((name) => `s3://posters/a b/${name}`),
    );
    assert.deepEqual(
      names.map((name) => server.objects.get(`posters/a b/${name}`)?.type),
      ['application/json', 'application/gzip', 'image/svg+xml', 'text/csv; charset=utf-8', 'text/html; charset=utf-8'],
    );
    for (const name of ['one.json', 'one.json.gz']) {
      const again = await run([`s3://posters/a b/${name}`, '-o', 'again.svg']);
      assert.equal(again.exitCode, 0, again.stderr);
      assert.equal(readFileSync(join(folder, 'again.svg'), 'utf8'), textOf('posters/a b/one.svg'));
    }
  });

  it('-o to a bucket is refused before the film is read for a missing bucket, a folder, or wrong keys', async () => {
    for (const [exitCode, output, expected, env] of [
      [73, 's3://missing/x.svg', /^chromatheque: s3:\/\/missing\/x\.svg: no such bucket\n$/, undefined],
      [73, 's3:///x.svg', /has no valid bucket name/, undefined],
      [2, 's3://posters/', /expected a file ending in/, undefined],
      [69, 's3://posters/x.svg', /need two packages; run: npm install/, { ...environment, ...WITHOUT_SDK }],
    ] as const) {
      const result = await run(['missing.mp4', '--jobs', '1', '-o', output], env);
      assert.equal(result.exitCode, exitCode, result.stderr);
      assert.match(result.stderr, expected);
    }
    server.refuse = () => 'SignatureDoesNotMatch';
    const wrong = await run(['missing.mp4', '--jobs', '1', '-o', 's3://posters/x.svg']);
    assert.equal(wrong.exitCode, 73);
    assert.match(wrong.stderr, /x\.svg: the secret access key does not belong to the access key/);
    server.refuse = () => null;
    const same = await run([
      's3://films/old/one.mp4',
      '-o',
      's3://films/old/one.mp4.svg',
      '-o',
      's3://films/old/one.mp4.svg',
    ]);
    assert.equal(same.exitCode, 2);
    const itself = await run(['s3://posters/one.json', '-o', 's3://posters/one.json']);
    assert.match(itself.stderr, /would overwrite an input/);
  });

  it('-o to a bucket needs only write permission, and keeps the old object if writing fails', async () => {
    server.refuse = ({ method }) => (method === 'PUT' ? null : 'AccessDenied');
    const written = await run(['one.mp4', '--samples', '5', '--jobs', '1', '-o', 's3://posters/one.csv']);
    assert.equal(written.exitCode, 0, written.stderr);
    const before = textOf('posters/one.csv');
    assert.match(before!, /^column,time,/);
    server.refuse = ({ method }) => (method === 'PUT' ? 'AccessDenied' : null);
    const refused = await run(['one.mp4', '--samples', '3', '--jobs', '1', '-o', 's3://posters/one.csv']);
    assert.equal(refused.exitCode, 73);
    assert.match(refused.stderr, /s3:\/\/posters\/one\.csv: the credentials do not permit it/);
    assert.equal(textOf('posters/one.csv'), before);
  });
});

describe('--out-dir s3://BUCKET/PREFIX', () => {
  const batch = (...args: string[]) =>
    run([
      's3://films/old/',
      '--out-dir',
      's3://posters/old',
      '--samples',
      '5',
      '--format',
      'svg,json',
      '--jobs',
      '1',
      ...args,
    ]);
  const last = ({ stderr }: Result) => lines(stderr).at(-1);

  it('--out-dir in a bucket makes only outputs that are not up to date', async () => {
    const planned = await batch('--dry-run');
    assert.equal(last(planned), '2 would make', planned.stderr);
    assert.deepEqual(lines(planned.stdout).slice(0, 2), ['s3://posters/old/one.svg', 's3://posters/old/one.json']);
    assert.ok(![...server.objects.keys()].some((name) => name.startsWith('posters/')));

    assert.equal(last(await batch()), '2 made');
    const index = textOf('posters/old/.chromatheque.json')!;
    assert.deepEqual(Object.keys(JSON.parse(index).outputs), ['one.json', 'one.svg', 'two.json', 'two.svg']);
    assert.equal(last(await batch()), '2 skipped');

    const svg = textOf('posters/old/one.svg');
    server.objects.delete('posters/old/one.svg');
    put('posters/old/two.svg', Buffer.from('<svg/>'));
    const drawn = await batch();
    assert.match(drawn.stderr, /drawn +s3:\/\/films\/old\/one\.mp4 +svg: missing output/);
    assert.match(drawn.stderr, /drawn +s3:\/\/films\/old\/two\.mkv +svg: output changed/);
    assert.equal(textOf('posters/old/one.svg'), svg);
    assert.equal(textOf('posters/old/.chromatheque.json'), index);
    assertNoSecret([...server.objects].filter(([name]) => /^posters/.test(name)).map(([, { bytes }]) => `${bytes}`));
  });

  it('--out-dir in a bucket recognizes a film that was read from another place', async () => {
    await batch();
    const { stderr } = await run([
      ...['one.mp4', '--out-dir', 's3://posters/old/', '--samples', '5', '--jobs', '1', '--format', 'svg,json'],
    ]);
    assert.match(stderr, /skipped +one\.mp4 +up to date/);
  });

  it('--out-dir in a bucket does not overwrite an index that cannot be read', async () => {
    await batch();
    const index = textOf('posters/old/.chromatheque.json');
    server.refuse = ({ method, url = '' }) =>
      method === 'GET' && url.includes('chromatheque.json') ? 'AccessDenied' : null;
    const { exitCode, stderr } = await batch('--colors', '2');
    assert.equal(exitCode, 65);
    assert.match(stderr, /s3:\/\/posters\/old\/\.chromatheque\.json: the credentials do not permit it/);
    assert.equal(textOf('posters/old/.chromatheque.json'), index);
  });
});

describe('Output of all S3 tests', () => {
  it('no printed or written output contains a key, a signature or a presigned URL', () => {
    const written = readdirSync(folder).filter((name) => /\.(?:json|svg|csv)$/.test(name));
    assert.ok(written.includes('remote.json') && results.length > 20);
    const said = results.flatMap(({ stdout, stderr }) => [stdout, stderr]);
    assertNoSecret([...said, ...written.map((name) => readFileSync(join(folder, name), 'utf8'))]);
  });
});
