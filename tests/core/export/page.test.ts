import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { fingerprintToPage, type PageOptions } from '#core/export/index';
import { fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';

const OPTIONS: PageOptions = { colors: 1, rank: 'presence', order: 'rank', swatch: 'centroid' };
const HOSTILE = `</title><script>x</script><img src=x onerror="x">'&\n]]>`;
const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const inside = (page: string, tag: string) =>
  [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(([, text]) => text!);

describe('A page', () => {
  const page = fingerprintToPage(syntheticFingerprint(60), OPTIONS);

  it('a page is the same text for the same fingerprint', () => {
    assert.equal(fingerprintToPage(syntheticFingerprint(60), OPTIONS), page);
  });

  it('allows only its own script and style, by their SHA-256, and loads nothing', () => {
    const [policy] = /content="(default-src [^"]+)"/.exec(page)!.slice(1);
    const [style, script] = [inside(page, 'style'), inside(page, 'script')];
    assert.equal(style.length, 1);
    assert.equal(script.length, 1);
    assert.equal(
      policy,
      `default-src 'none'; img-src data:; style-src ${sha256(style[0]!)}; script-src ${sha256(script[0]!)}; base-uri 'none'; form-action 'none'`,
    );
    assert.doesNotMatch(page, / style="| on[a-z]+="|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it('a page of 3,600 columns of 32 colours each, the most there are, stays below 1.5 MB', () => {
    const columns = Array.from({ length: 3600 }, (_, i) => ({
      time: i,
      frameTime: i,
      swatches: Array.from({ length: 32 }, (_, k) => ({
        color: `#${((7919 * (32 * i + k)) % 0x1000000).toString(16).padStart(6, '0')}`,
        share: 1 / 32,
      })),
    }));
    const bytes = Buffer.byteLength(fingerprintToPage(fingerprintOf(columns), { ...OPTIONS, rank: 'area' }));
    assert.ok(bytes > 0.7e6 && bytes < 1.5e6, `${bytes} bytes`);
  });

  it('a page shows a hostile title and file name as text', () => {
    const fingerprint = syntheticFingerprint(3);
    const film = { ...fingerprint.film, name: HOSTILE, title: HOSTILE, codec: HOSTILE };
    const tool = { name: HOSTILE, version: HOSTILE };
    const hostile = fingerprintToPage({ ...fingerprint, film, tool }, OPTIONS);
    assert.equal(inside(hostile, 'script').length, 1);
    assert.doesNotMatch(hostile, /<img src=x/);
    assert.ok(hostile.includes('<h1>&lt;/title&gt;&lt;script&gt;x&lt;/script&gt;'));
  });

  it('a page makes no element for an invalid thumbnail', () => {
    const fingerprint = syntheticFingerprint(3);
    const pictures = { thumbnails: [{ column: 0, jpeg: '</script><script>x</script>' }], squeezed: '' };
    assert.equal(inside(fingerprintToPage({ ...fingerprint, pictures }, OPTIONS), 'script').length, 1);
  });

  it('a page is called what the options say, in one line, and by the film where they say nothing', () => {
    const titleOf = (title?: string) =>
      inside(fingerprintToPage(syntheticFingerprint(3), { ...OPTIONS, title }), 'h1')[0];
    assert.equal(titleOf('The\nThird Man'), 'The Third Man');
    assert.equal(titleOf(), 'Imagined');
    assert.equal(titleOf(''), 'Imagined');
  });

  it('a page is made of a film of which nothing could be decoded', () => {
    const nothing = fingerprintOf([{ time: 0.5, frameTime: null, swatches: [] }]);
    assert.doesNotMatch(fingerprintToPage(nothing, OPTIONS), /NaN|undefined|Infinity/);
  });

  it('a page counts its moments, and says how far apart they are, in words that fit', () => {
    const footer = (columns: number, seconds: number) => {
      const { sampling, ...fingerprint } = syntheticFingerprint(columns);
      const page = fingerprintToPage({ ...fingerprint, sampling: { ...sampling, from: 0, to: seconds } }, {});
      return /<footer><p>[^:]*: (.*?)\. Made by/.exec(page)?.[1];
    };
    assert.equal(footer(1, 7575), '1 moment');
    assert.equal(footer(2, 15_150), '2 moments, one every 2 h 6 min');
    assert.equal(footer(2, 504), '2 moments, one every 4 min 12 s');
    assert.equal(footer(2, 120), '2 moments, one every 1 min');
    assert.equal(footer(2, 119.9), '2 moments, one every 59.95 s');
    assert.equal(footer(3600, 7524), '3,600 moments, one every 2.09 s');
  });
});
