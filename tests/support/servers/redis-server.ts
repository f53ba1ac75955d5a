import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const PROGRAM = 'redis-server';

/** Why tests of the queue are skipped, or false. In CI, which installs Redis, they never are. */
export const NO_REDIS: string | false =
  spawnSync(PROGRAM, ['--version'], { stdio: 'ignore' }).status !== 0 &&
  process.env.CI !== 'true' &&
  'there is no redis-server in the PATH';

/** A Redis server on the loopback, with append-only persistence. */
export interface TestRedis {
  readonly url: string;
  /** Stop the process, so that it does not answer. */
  pause(): void;
  resume(): void;
  /** Restart it with its data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Start Redis. @param folder for its files. @param password that it requires, if any. */
export async function startRedis(folder: string, password?: string): Promise<TestRedis> {
  const port = await findPort();
  const settings = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'yes',
  ];
  if (password !== undefined) settings.push('--requirepass', password);
  let child = await start();

  async function start(): Promise<ChildProcess> {
    const started = spawn(PROGRAM, settings, { stdio: 'ignore' });
    const failed = once(started, 'exit').then(([code]) => {
      throw new Error(`${PROGRAM} ended with ${code}`);
    });
    failed.catch(() => {});
    await Promise.race([waitForPort(port), failed]);
    return started;
  }

  async function end(): Promise<void> {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    child.kill('SIGCONT');
    await ended;
  }

  return {
    url: `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async restart() {
      await end();
      child = await start();
    },
    stop: end,
  };
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Wait at most ten seconds. */
async function waitForPort(port: number): Promise<void> {
  for (let i = 0; i < 500; i++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await sleep(20);
  }
  throw new Error(`nothing listens at port ${port}`);
}
