import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { filmPath, type JobEvent, PATHS, renderPath } from '#core/protocol/index';
import { startServer } from '#node/server/index';
import { makeLongFilm } from '../../support/films/long-film.ts';
import { smallFingerprint } from '../../support/fingerprints/small-fingerprint.ts';
import { childrenOf, isGone, NEEDS_PROC } from '../../support/processes/children-of.ts';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
makeLongFilm(join(folder, 'long.mp4'));

/** Start a busy server: a job with a listener, a finished drawing and open connections. */
async function startBusy() {
  const test = await startTestServer({ inputs: [folder] });
  const body = serializeFingerprint(smallFingerprint());
  await test.ask(renderPath('svg', {}), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const id = await test.start('0/long.mp4');
  await test.listen(id, ({ type }) => type === 'columns');
  let told: Promise<JobEvent[]> | undefined;
  await new Promise<void>((resolve) => {
    told = test.listen(id, () => {
      resolve();
      return false;
    });
  });
  const { hostname, port } = new URL(test.origin);
  const idle = connect(Number(port), hostname);
  idle.on('error', () => {});
  const idleClosed = new Promise((resolve) => idle.once('close', resolve));
  const children = childrenOf(process.pid);
  assert.ok(children.length > 1);
  return { ...test, told: told!, idleClosed, children };
}

async function assertEnded({
  told,
  idleClosed,
  children,
  origin,
}: Awaited<ReturnType<typeof startBusy>>): Promise<void> {
  assert.equal((await told).at(-1)?.type, 'canceled');
  await idleClosed;
  for (const child of children) assert.ok(await isGone(child), `process ${child} still runs`);
  await assert.rejects(fetch(origin), /fetch failed/);
}

describe('Stopping a server', () => {
  it('stopping a server ends its processes, notifies listeners, and closes every connection', NEEDS_PROC, async () => {
    const busy = await startBusy();
    await Promise.all([busy.server.close(), busy.server.close()]);
    await busy.server.closed;
    await assertEnded(busy);
  });

  it('a page with the token stops the server, which responds first', NEEDS_PROC, async () => {
    const busy = await startBusy();
    const { status } = await busy.ask(PATHS.quit, { method: 'POST' });
    assert.equal(status, 202);
    await busy.server.closed;
    await assertEnded(busy);
  });

  it('a page without the token cannot stop the server', async () => {
    const { ask, server } = await startTestServer({ inputs: [folder] });
    assert.equal((await ask(PATHS.quit, { method: 'POST', headers: { authorization: '' } })).status, 401);
    assert.equal((await ask(filmPath('0/long.mp4'), { method: 'HEAD' })).status, 200);
    await server.close();
  });

  it('stopping a server does not wait for a client that does not read', async () => {
    const { server, origin, token } = await startTestServer({ inputs: [folder] });
    const { hostname, port, host } = new URL(origin);
    const socket = connect(Number(port), hostname);
    const request = `GET ${filmPath('0/long.mp4')} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`;
    await new Promise((resolve) => socket.write(request, resolve));
    socket.pause();
    socket.on('error', () => {});
    await server.close();
    socket.destroy();
  });
});

describe('Servers that cannot start', () => {
  it('a taken port is reported with what to do', async () => {
    const first = await startServer({ inputs: [], port: 0 });
    const port = Number(new URL(first.address).port);
    await assert.rejects(startServer({ inputs: [], port }), {
      name: 'ServerError',
      code: 'port-taken',
      message: `port ${port} of 127.0.0.1 is taken, perhaps by a studio that runs already; name another with \`port\`, or 0 for any that is free`,
    });
    await first.close();
    // Test that the port is free again.
    await (await startServer({ inputs: [], port })).close();
  });

  it('an address of another machine, and an invalid port or address, are refused', async () => {
    // TEST-NET-1, for documentation only (RFC 5737).
    await assert.rejects(startServer({ inputs: [], port: 0, host: '192.0.2.1' }), { code: 'no-address' });
    for (const port of [-1, 65_536, 1.5, Number.NaN]) {
      await assert.rejects(
        startServer({ inputs: [], port }),
        /^OptionError: `port`: expected an integer from 0 to 65535/,
      );
    }
    for (const host of ['', 'a b', 'http://localhost', '-x']) {
      await assert.rejects(startServer({ inputs: [], port: 0, host }), /^OptionError: `host`: expected an address/);
    }
  });

  it('a server that cannot start leaves no process running', async () => {
    await assert.rejects(startServer({ inputs: [join(folder, 'none')], port: 0 }), { code: 'not-found' });
  });
});

describe('Addresses that a server listens on', () => {
  it('a server is reachable only from this machine by default', async () => {
    const own = await startServer({ inputs: [], port: 0 });
    assert.equal(own.isLoopback, true);
    assert.equal(new URL(own.address).hostname, '127.0.0.1');
    await own.close();
    const open = await startServer({ inputs: [], port: 0, host: '0.0.0.0' });
    assert.equal(open.isLoopback, false);
    await open.close();
  });
});
