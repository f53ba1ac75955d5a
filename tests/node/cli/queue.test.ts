import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFilm } from '../../support/films/make-film.ts';
import { ROOT } from '../../support/media.ts';
import { CLI, runCli } from '../../support/processes/run-cli.ts';
import { runInFolder, runInProcess } from '../../support/processes/run-in-process.ts';
import { NO_REDIS, startRedis, type TestRedis } from '../../support/servers/redis-server.ts';
import { environmentOf, SECRET_KEY, startS3Server } from '../../support/servers/s3-server.ts';
import { serveFile } from '../../support/servers/serve-file.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const films = join(folder, 'films');
const FONT = join(ROOT, 'node_modules/@expo-google-fonts/montserrat/200ExtraLight/Montserrat_200ExtraLight.ttf');
const PASSWORD = 'correct-horse';

/** An environment that hides some packages from all processes. */
function without(packages: RegExp): NodeJS.ProcessEnv {
  const hook = `export const resolve = (name, context, next) => ${packages}.test(name)
    ? Promise.reject(Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })) : next(name, context)`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)})`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(register)}` };
}

describe('The queue without its packages', () => {
  it('worker, queue and --queue without bullmq and ioredis exit with 69 and print the install command', async () => {
    writeFileSync(join(folder, 'x.mp4'), 'x');
    for (const args of [['worker'], ['queue'], ['x.mp4']]) {
      const { exitCode, stderr } = await runCli([...args, '--queue', 'redis://127.0.0.1:1'], {
        cwd: folder,
        env: without(/^(?:bullmq|ioredis)$/),
      });
      assert.match(stderr, /npm install bullmq ioredis/, args[0]);
      assert.equal(exitCode, 69);
    }
  });
});

describe('A wrong queue URL', () => {
  it('a wrong or unreachable queue URL exits with 2 or 69 and never prints the password', async () => {
    const wrong = await runInProcess('queue', '--queue', `http://user:${PASSWORD}@127.0.0.1`);
    assert.equal(wrong.exitCode, 2);
    assert.match(
      wrong.stderr,
      /--queue: expected redis:\/\/HOST or rediss:\/\/HOST, .* a percent-encoded password, got http:\/\/127\.0\.0\.1 /,
    );
    const away = await runCli(['worker', '--queue', `redis://:${PASSWORD}@127.0.0.1:1`]);
    assert.equal(away.exitCode, 69);
    assert.match(away.stderr, /redis:\/\/127\.0\.0\.1:1: cannot reach Redis \(ECONNREFUSED\)/);
    assert.doesNotMatch(wrong.stderr + away.stderr, new RegExp(PASSWORD));
    for (const command of ['worker', 'work']) {
      const unnamed = await runInProcess(command);
      assert.equal(unnamed.exitCode, 2);
      assert.match(unnamed.stderr, /--queue: name the queue/);
    }
  });
});

describe('The command worker', () => {
  it('the command worker also has its former name work, which the help does not list', async () => {
    const { stdout } = await runInProcess('--help');
    assert.match(stdout, /^ {2}worker /m);
    assert.doesNotMatch(stdout, /\bwork(?: \[options\]|\|)/);
    assert.match((await runInProcess('work', '--help')).stdout, /--concurrency/);
  });
});

/** A running `chromatheque worker`. */
interface Worker {
  readonly child: ChildProcess;
  /** Its log, one record per line. */
  readonly log: Record<string, unknown>[];
  /** Wait for a log line for at most one minute. */
  find(isIt: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  stop(): Promise<number | null>;
}

describe('chromatheque worker', { skip: NO_REDIS }, () => {
  let redis: TestRedis;
  let env: NodeJS.ProcessEnv;
  const workers: Worker[] = [];

  async function startWorker(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<Worker> {
    const child = spawn(process.execPath, [CLI, 'worker', '--concurrency', '1', ...args], {
      cwd: folder,
      env: { ...process.env, ...env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const log: Record<string, unknown>[] = [];
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      const lines = (text + more).split('\n');
      text = lines.pop()!;
      log.push(...lines.map((line) => JSON.parse(line) as Record<string, unknown>));
    });
    const worker: Worker = {
      child,
      log,
      async find(isIt) {
        for (let i = 0; i < 3000; i++) {
          const found = log.find(isIt);
          if (found !== undefined) return found;
          await sleep(20);
        }
        assert.fail(`no such line in ${JSON.stringify(log)}`);
      },
      async stop() {
        if (child.exitCode !== null) return child.exitCode;
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
        return child.exitCode;
      },
    };
    workers.push(worker);
    await worker.find(({ msg }) => msg === 'worker started');
    return worker;
  }

  const submit = (...args: string[]) => runInFolder(folder, [...args, '--samples', '20', '--queue', redis.url]);
  /** Run a command in this process that gets the queue from the environment. */
  const withQueue = async <T>(run: () => Promise<T>): Promise<T> => {
    process.env.CHROMATHEQUE_QUEUE = redis.url;
    try {
      return await run();
    } finally {
      delete process.env.CHROMATHEQUE_QUEUE;
    }
  };
  const askQueue = (...args: string[]) => runInProcess('queue', ...args, '--queue', redis.url);
  const look = async () => JSON.parse((await askQueue('--json')).stdout);
  const snapshot = (name: string) =>
    Object.fromEntries(
      readdirSync(join(folder, name))
        .filter((file) => !file.startsWith('.'))
        .map((file) => [file, readFileSync(join(folder, name, file)).toString('base64')]),
    );

  before(async () => {
    mkdirSync(films);
    for (const name of ['out', 'alone', 'redis']) mkdirSync(join(folder, name));
    for (const [i, name] of ['one.mp4', 'two.mkv'].entries()) {
      const paint = (frame: number, x: number) => [40 + 2 * frame + x, 90 + 40 * i, 140] as const;
      makeFilm({ path: join(films, name), frames: 50, paint, soundSeconds: 2 * i });
    }
    writeFileSync(join(films, 'bad.mp4'), 'no film');
    copyFileSync(FONT, join(folder, 'letters.ttf'));
    redis = await startRedis(join(folder, 'redis'), PASSWORD);
    env = { CHROMATHEQUE_QUEUE: redis.url };
  });
  after(async () => {
    // A failed test may leave one running.
    await Promise.all(workers.map((worker) => worker.stop()));
    await redis?.stop();
  });

  it('workers make the same files as one machine, continue after a bad film, and skip files that are up to date', async () => {
    const worker = await startWorker();
    const formats = ['--format', 'png,svg,pdf,html,json,csv', '--size', '300x300px', '--font', 'letters.ttf'];
    const shared = await submit('films', '--out-dir', 'out', ...formats);
    const alone = await runInFolder(folder, ['films', '--out-dir', 'alone', '--samples', '20', ...formats]);
    assert.equal(shared.exitCode, 65, shared.stderr);
    assert.equal(alone.exitCode, 65);
    assert.deepEqual(snapshot('out'), snapshot('alone'));
    assert.equal(Object.keys(snapshot('out')).length, 12);
    assert.match(shared.stderr, /failed +films\/bad\.mp4 +.*not a film that can be read/);
    assert.match(shared.stderr, /2 made, 1 failed/);
    const filesOf = ({ stdout }: { stdout: string }) => stdout.replaceAll('alone/', 'out/').trim().split('\n').sort();
    assert.deepEqual(filesOf(shared), filesOf(alone));
    const again = await submit('films/one.mp4', 'films/two.mkv', '--out-dir', 'out', ...formats);
    assert.equal(again.exitCode, 0, again.stderr);
    assert.match(again.stderr, /2 skipped/);
    // Without the index, the queue still has the results.
    rmSync(join(folder, 'out', '.chromatheque.json'));
    const jobs = worker.log.length;
    const known = await submit('films/one.mp4', 'films/two.mkv', '--out-dir', 'out', ...formats);
    assert.match(known.stderr, /2 made/);
    assert.equal(worker.log.length, jobs);
    const { level, kind, film, outcome, seconds } = await worker.find(
      ({ kind, msg }) => kind === 'film' && msg === 'done',
    );
    assert.deepEqual([level, kind, film, outcome], ['info', 'film', join(films, 'one.mp4'), undefined]);
    assert.equal(typeof seconds, 'number');
    assert.doesNotMatch(JSON.stringify(worker.log) + shared.stderr, new RegExp(PASSWORD));
    assert.equal(await worker.stop(), 0);
  });

  it('drawing from a fingerprint needs no worker', async () => {
    const args = ['out/one.json', '-o', 'again.svg', '--size', '300x300px', '--font', 'letters.ttf'];
    const { exitCode, stdout } = await withQueue(() => runInFolder(folder, args));
    assert.equal(exitCode, 0);
    assert.equal(stdout, 'again.svg\n');
    assert.equal(readFileSync(join(folder, 'again.svg'), 'utf8'), readFileSync(join(folder, 'out', 'one.svg'), 'utf8'));
  });

  describe('a worker with options', () => {
    // One worker with all of them: starting it and reading its first film takes three seconds of CPU time.
    let worker: Worker;
    let server: Awaited<ReturnType<typeof serveFile>>;
    let store: Awaited<ReturnType<typeof startS3Server>>;
    before(async () => {
      cpSync(films, join(folder, 'mnt', 'films'), { recursive: true });
      for (const name of ['mnt/out', 'nas', 'nas/out']) mkdirSync(join(folder, name), { recursive: true });
      cpSync(films, join(folder, 'nas', 'films'), { recursive: true });
      server = await serveFile(join(films, 'one.mp4'));
      store = await startS3Server('films', 'posters');
      const type = 'application/octet-stream';
      store.objects.set('films/old/one.mp4', { bytes: readFileSync(join(films, 'one.mp4')), type });
      const roots = ['mnt', 's3://films/old', 's3://posters'].flatMap((root) => ['--root', root]);
      worker = await startWorker(
        [
          ...roots,
          '--map',
          `${join(folder, 'nas')}=${join(folder, 'mnt')}`,
          '--allow-host',
          server.host,
          '--metrics',
          '0',
        ],
        environmentOf(store.endpoint),
      );
    });
    after(async () => {
      await worker?.stop();
      server?.close();
      await store?.close();
    });

    it('worker --map maps the paths of films and outputs to its own paths', async () => {
      const { exitCode, stderr } = await submit('nas/films/one.mp4', '-o', 'nas/out/one.json');
      assert.equal(exitCode, 0, stderr);
      assert.deepEqual(readdirSync(join(folder, 'nas', 'out')), []);
      assert.deepEqual(snapshot('mnt/out'), { 'one.json': snapshot('alone')['one.json'] });
      const outside = await submit('films/two.mkv', '-o', 'nas/out/two.json');
      assert.equal(outside.exitCode, 66);
      assert.match(outside.stderr, /films\/two\.mkv: is outside the folders that this worker may use \(--root\)/);
    });

    it('worker --allow-host reads films from allowed hosts, and logs no token of a URL', async () => {
      const url = `http://${server.host}/one.mp4?token=abracadabra`;
      const { exitCode, stderr } = await submit(url, '-o', 'mnt/out/remote.json');
      assert.equal(exitCode, 0, stderr);
      assert.equal(snapshot('mnt/out')['remote.json'], snapshot('alone')['one.json']);
      await worker.find(({ kind, film }) => kind === 'film' && film === `http://${server.host}/one.mp4`);
      assert.doesNotMatch(JSON.stringify(worker.log), /abracadabra/);
    });

    it('a worker reads films and writes outputs in buckets with its own credentials', async () => {
      const given = ['s3://films/old/', '--out-dir', 's3://posters/new', '--format', 'json', '--samples', '20'];
      const environment = environmentOf(store.endpoint);
      const shared = await runCli(given, { cwd: folder, env: { ...env, ...environment } });
      const again = await runCli(given, { cwd: folder, env: { ...env, ...environment } });
      assert.equal(shared.exitCode, 0, shared.stderr);
      assert.equal(shared.stdout, 's3://posters/new/one.json\n');
      assert.match(again.stderr, /1 skipped/);
      const written = store.objects.get('posters/new/one.json')?.bytes.toString('base64');
      assert.equal(written, snapshot('alone')['one.json']);
      assert.doesNotMatch(JSON.stringify(worker.log) + shared.stderr, /X-Amz-/);
      assert.doesNotMatch(JSON.stringify(worker.log) + shared.stderr, new RegExp(SECRET_KEY.replaceAll('+', '\\+')));
    });

    it('worker --metrics serves /metrics and /health', async () => {
      const { metrics } = await worker.find(({ msg }) => msg === 'worker started');
      const health = await fetch(`${metrics}/health`);
      assert.deepEqual([health.status, await health.json()], [200, { connected: true }]);
      const text = await (await fetch(`${metrics}/metrics`)).text();
      assert.match(text, /^chromatheque_jobs_total\{kind="film",outcome="done"\} 3$/m);
      assert.match(text, /^chromatheque_connected 1$/m);
      assert.match(text, /^bullmq_job_count\{.*state="completed".*\} \d+$/m);
    });
  });

  it('the command queue shows the status, and retries, cancels, pauses and resumes jobs of workers', async () => {
    const status = await look();
    assert.equal(status.films.failed, 2);
    assert.match(JSON.stringify(status.failures), /is outside the folders/);
    assert.deepEqual(status.workers, []);
    assert.match((await askQueue('--retry')).stdout, /^2 queued for retry/);
    assert.deepEqual((await look()).films, { waiting: 2, started: 0, done: 5, failed: 0 });
    const one = await askQueue('--cancel', join(films, 'two.mkv'));
    assert.match(one.stdout, /^1 canceled/);

    const abort = submit('films/two.mkv', '-o', 'two-again.json');
    while ((await look()).films.waiting < 2) await sleep(50);
    await askQueue('--cancel');
    const { exitCode, stderr } = await abort;
    assert.equal(exitCode, 130);
    assert.match(stderr, /warning: no worker is connected; start one: chromatheque worker\n.*two\.mkv: canceled/s);

    await askQueue('--pause');
    const plain = await withQueue(() => runInProcess('queue'));
    assert.match(plain.stdout, /^films {6}0 waiting, 0 started, 5 done, 0 failed\n.*; paused\n/s);
    await askQueue('--resume');
    assert.equal((await look()).isPaused, false);
  });

  it('queue --dashboard shows the queue, and answers only this machine', async () => {
    const child = spawn(process.execPath, [CLI, 'queue', '--dashboard', '--port', '0'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const url = line.trim();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await fetch(url)).status, 200);
    assert.match(await (await fetch(`${url}/api/queues`)).text(), /"name":"films-/);
    const statusFor = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        request(`${url}/api/queues`, { headers }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
    assert.equal(await statusFor({ host: 'evil.example' }), 403);
    assert.equal(await statusFor({ origin: 'http://evil.example' }), 403);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
  });

  it('a stopped worker requeues its jobs, and a worker finishes films whose submitter has ended', async () => {
    const paint = (frame: number, x: number, y: number) =>
      [16 + ((x * 7919 + y * 131 + frame * 31) % 220), 110, 120] as const;
    makeFilm({ path: join(films, 'long.mkv'), frames: 400, width: 160, height: 90, paint });
    let submitter: ChildProcess | undefined;
    const given = runCli(['films/long.mkv', '-o', 'long.json', '--samples', '400'], {
      cwd: folder,
      env,
      onStart: (child) => {
        submitter = child;
      },
    });
    while ((await look()).films.waiting === 0) await sleep(20);
    submitter?.kill('SIGINT');
    const left = await given;
    assert.equal(left.exitCode, 130);
    assert.match(left.stderr, /the submitted films stay in the queue/);
    const first = await startWorker(['--grace', '0']);
    const waiting = withQueue(() => runInFolder(folder, ['films/long.mkv', '-o', 'long.json', '--samples', '400']));
    await first.find(({ msg }) => msg === 'waiting');
    await sleep(300);
    assert.equal(await first.stop(), 0);
    await first.find(({ msg, kind }) => msg === 'requeued' && kind === 'segment');
    const second = await startWorker();
    const { exitCode, stderr } = await waiting;
    assert.equal(exitCode, 0, stderr);
    await second.stop();
  });
});
