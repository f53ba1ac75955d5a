import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorization, createEventReader, jobEventsPath, PATHS, parseSession, parseShelf } from '#core/protocol/index';
import { makeLongFilm } from '../../support/films/long-film.ts';
import { childrenOf, isGone, NEEDS_PROC } from '../../support/processes/children-of.ts';
import { CLI } from '../../support/processes/run-cli.ts';
import { runInFolder, runInProcess } from '../../support/processes/run-in-process.ts';
import { ask, postJson } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
mkdirSync(join(folder, 'films'));
makeLongFilm(join(folder, 'films', 'long.mp4'));

interface Studio {
  readonly child: ChildProcess;
  readonly address: string;
  readonly ended: Promise<{ exitCode: number | null; stdout: string; stderr: string }>;
  /** The stderr so far. */
  stderr(): string;
}

/** Start `chromatheque studio` and wait for its address. */
async function startStudio(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Studio> {
  const child = spawn(process.execPath, [CLI, 'studio', ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  after(() => child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')));
    });
    child.once('close', () => reject(new Error(`no address: ${stderr}`)));
  });
  return { child, address, ended, stderr: () => stderr };
}

/** Exchange an address for a token, like the page does. */
async function openSession(address: string): Promise<{ origin: string; headers: Record<string, string> }> {
  const { origin, hash } = new URL(address);
  const { body } = await ask(origin, PATHS.session, postJson({ key: hash.slice('#key='.length) }));
  return { origin, headers: { authorization: authorization(parseSession(JSON.parse(body.toString())).token) } };
}

/**
 * Create a program with the name of the program that opens URLs on this system. It records its
 * arguments, and fails on request.
 */
function makeOpener(name: string, exitCode: number): { path: string; log: string } {
  const bin = join(folder, name);
  mkdirSync(bin);
  const log = join(bin, 'log');
  const program = join(bin, process.platform === 'darwin' ? 'open' : 'xdg-open');
  writeFileSync(
    program,
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${log}.part' && mv '${log}.part' '${log}'\nexit ${exitCode}\n`,
  );
  chmodSync(program, 0o755);
  return { path: `${bin}${delimiter}${process.env.PATH}`, log };
}
const onWindows = { skip: process.platform === 'win32' ? 'a shell script stands for the browser' : false };

async function waitFor(isThere: () => boolean): Promise<void> {
  for (let i = 0; i < 1000 && !isThere(); i++) await sleep(20);
}

describe('chromatheque studio', () => {
  it('studio prints one line, an address that opens the named files', async () => {
    const { child, address, ended } = await startStudio(['films', '--port', '0', '--no-open']);
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/#key=[\w-]{43}$/);
    const { origin, headers } = await openSession(address);
    assert.equal((await ask(origin, '/')).status, 200);
    const { body } = await ask(origin, PATHS.shelf, { headers });
    const { items } = parseShelf(JSON.parse(body.toString()));
    assert.deepEqual(
      items.map(({ path }) => path),
      ['0/long.mp4'],
    );
    child.kill('SIGINT');
    const { exitCode, stdout, stderr } = await ended;
    assert.deepEqual([exitCode, stdout, stderr], [0, `${address}\n`, '']);
  });

  it(
    'studio opens the browser with an address that works only once, and prints an address that works every time',
    onWindows,
    async () => {
      const { path, log } = makeOpener('opens', 0);
      const { child, address, ended } = await startStudio(['--port', '0'], { PATH: path });
      await waitFor(() => existsSync(log));
      const opened = readFileSync(log, 'utf8').trim();
      assert.equal(new URL(opened).origin, new URL(address).origin);
      assert.notEqual(opened, address);
      await openSession(opened);
      await assert.rejects(openSession(opened));
      await openSession(address);
      child.kill('SIGINT');
      assert.deepEqual(await ended, { exitCode: 0, stdout: `${address}\n`, stderr: '' });
    },
  );

  it('studio continues with a note if no browser can be started', onWindows, async () => {
    const failing = makeOpener('fails', 3).path;
    for (const PATH of [failing, join(folder, 'nowhere')]) {
      const { child, address, ended, stderr } = await startStudio(['--port', '0'], { PATH });
      await waitFor(() => stderr() !== '');
      await openSession(address);
      child.kill('SIGTERM');
      const { exitCode, stderr: printed } = await ended;
      assert.equal(exitCode, 0);
      assert.match(printed, /^chromatheque: no browser was opened \(.*\); open the address above\n$/);
    }
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`studio ends on ${signal}, with all its processes`, NEEDS_PROC, async () => {
      const { child, address, ended } = await startStudio(['films', '--port', '0', '--no-open']);
      const { origin, headers } = await openSession(address);
      const job = postJson({ path: '0/long.mp4' });
      const { body } = await ask(origin, PATHS.jobs, { ...job, headers: { ...job.headers, ...headers } });
      const stream = await fetch(origin + jobEventsPath(JSON.parse(body.toString()).id), { headers });
      const reader = createEventReader();
      const told: string[] = [];
      let children: number[] = [];
      for await (const text of stream.body!.pipeThrough(new TextDecoderStream())) {
        for (const { type } of reader.read(text)) told.push(type);
        if (children.length > 0 || !told.includes('columns')) continue;
        children = childrenOf(child.pid!);
        child.kill(signal);
      }
      assert.equal(told.at(-1), 'canceled');
      assert.ok(children.length > 0);
      const { exitCode, stderr } = await ended;
      assert.deepEqual([exitCode, stderr], [0, '']);
      for (const pid of children) assert.ok(await isGone(pid), `process ${pid} still runs`);
    });
  }

  it('studio ends when its page requests it', async () => {
    const { address, ended } = await startStudio(['--port', '0', '--no-open']);
    const { origin, headers } = await openSession(address);
    assert.equal((await ask(origin, PATHS.quit, { method: 'POST', headers })).status, 202);
    assert.equal((await ended).exitCode, 0);
  });

  it('studio reports a taken port, and what to do, with exit code 69', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const { exitCode, stdout, stderr } = await runInProcess('studio', '--port', String(port), '--no-open');
    other.close();
    assert.deepEqual([exitCode, stdout], [69, '']);
    assert.equal(
      stderr,
      `chromatheque: port ${port} of 127.0.0.1 is taken, perhaps by a studio that runs already; name another with --port, or 0 for any that is free\n`,
    );
  });

  it('studio warns if other machines can reach it', async () => {
    const { child, address, ended } = await startStudio(['--host', '0.0.0.0', '--port', '0', '--no-open']);
    assert.match(address, /^http:\/\/127\.0\.0\.1:/);
    child.kill('SIGINT');
    assert.match((await ended).stderr, /^chromatheque: warning: other machines can reach this server/);
  });

  for (const [what, args, exitCode, line] of [
    ['something that is not there', ['none.mkv'], 66, /none\.mkv: no such file or folder/],
    [
      'an invalid port',
      ['--port', 'many'],
      2,
      /--port: expected an integer from 0 to 65535, got many \(chromatheque studio --help/,
    ],
    ['a port beyond all ports', ['--port', '70000'], 2, /--port: expected an integer from 0 to 65535, got 70000/],
    [
      'an invalid address',
      ['--host', 'a b'],
      2,
      /--host: expected an address of this machine, such as 127\.0\.0\.1, got "a b"/,
    ],
    [
      "another machine's address",
      ['--host', '192.0.2.1'],
      69,
      /192\.0\.2\.1 is no address of this machine; name another with --host/,
    ],
    ['an unknown option', ['--prot', '5'], 2, /unknown option '--prot' \(Did you mean --port\?\)/],
  ] as const) {
    it(`studio refuses ${what} with one line`, async () => {
      const result = await runInFolder(folder, ['studio', '--no-open', ...args]);
      assert.equal(result.exitCode, exitCode, result.stderr);
      assert.match(result.stderr, line);
      assert.equal(result.stderr.trim().split('\n').length, 1);
      assert.equal(result.stdout, '');
    });
  }

  it('studio is listed in the help, and other commands do not load it', async () => {
    assert.match(
      (await runInProcess('--help')).stdout,
      /studio \[options\] \[film\.\.\.\] +look at films in the browser/,
    );
    const args = [
      '--input-type=module',
      '-e',
      `
      process.argv = [process.argv[0], 'chromatheque', '--help'];
      process.stdout.write = () => true;
      await import(${JSON.stringify(CLI)});
      const { createRequire } = await import('node:module');
      const loaded = Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('fastify'));
      process.exit(loaded.length === 0 ? 0 : 1);`,
    ];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 0);
  });
});
