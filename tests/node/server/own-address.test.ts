import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatOrigin, isLoopback, isOwnHost, isOwnPage } from '#node/server/http/own-address';

describe('isOwnHost', () => {
  const loopback = { host: '127.0.0.1', port: 4616 };

  it('isOwnHost accepts the address and localhost with the port, for a server on the loopback', () => {
    for (const header of ['127.0.0.1:4616', 'localhost:4616', 'LocalHost:4616'])
      assert.ok(isOwnHost(header, loopback), header);
    assert.ok(isOwnHost('[::1]:4616', { host: '::1', port: 4616 }));
  });

  it('isOwnHost refuses another name, address or port', () => {
    for (const header of [
      undefined,
      '',
      'evil.example:4616',
      'localhost.evil.example:4616',
      '127.0.0.1.evil.example:4616',
      'localhost.:4616',
      '127.0.0.2:4616',
      '2130706433:4616',
      '0x7f000001:4616',
      '127.1:4616',
      '192.168.0.7:4616',
      '[::1]:4616',
      '127.0.0.1:4617',
      '127.0.0.1',
      '127.0.0.1:04616x',
      'user@127.0.0.1:4616',
      '127.0.0.1:4616, evil.example',
    ]) {
      assert.ok(!isOwnHost(header, loopback), header);
    }
  });

  it('isOwnHost accepts a host without a port if the port is 80', () => {
    assert.ok(isOwnHost('localhost', { host: '127.0.0.1', port: 80 }));
  });

  it('isOwnHost accepts any IP address for a server on all addresses, and only its own name', () => {
    for (const host of ['0.0.0.0', '::']) {
      const address = { host, port: 4616 };
      for (const header of ['192.168.0.7:4616', '[fe80::1]:4616', 'localhost:4616'])
        assert.ok(isOwnHost(header, address), header);
      assert.ok(!isOwnHost('evil.example:4616', address));
    }
    assert.ok(isOwnHost('studio.lan:4616', { host: 'Studio.lan', port: 4616 }));
  });
});

describe('isOwnPage', () => {
  const host = 'localhost:4616';

  it('isOwnPage accepts a request from a page of this server, or from no page', () => {
    assert.ok(isOwnPage({ host }));
    assert.ok(isOwnPage({ host, origin: 'http://localhost:4616', 'sec-fetch-site': 'same-origin' }));
    assert.ok(isOwnPage({ host, 'sec-fetch-site': 'none' }));
  });

  it('isOwnPage refuses another page, port or scheme by Origin, and another site by Fetch Metadata', () => {
    for (const origin of [
      'http://evil.example',
      'null',
      'http://localhost:4617',
      'https://localhost:4616',
      'http://127.0.0.1:4616',
      '',
    ]) {
      assert.ok(!isOwnPage({ host, origin }), origin);
    }
    for (const site of ['cross-site', 'same-site']) assert.ok(!isOwnPage({ host, 'sec-fetch-site': site }), site);
  });
});

describe('Addresses of a server', () => {
  it('isLoopback detects loopback addresses', () => {
    for (const host of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) assert.ok(isLoopback(host), host);
    for (const host of ['0.0.0.0', '::', '192.168.0.7', '127.0.0.1.evil.example', 'localhost.evil'])
      assert.ok(!isLoopback(host), host);
  });

  it('formatOrigin returns an address that a browser can open', () => {
    assert.equal(formatOrigin({ host: '127.0.0.1', port: 4616 }), 'http://127.0.0.1:4616');
    assert.equal(formatOrigin({ host: '::', port: 80 }), 'http://[::1]');
    assert.equal(formatOrigin({ host: '0.0.0.0', port: 4616 }), 'http://127.0.0.1:4616');
  });
});
