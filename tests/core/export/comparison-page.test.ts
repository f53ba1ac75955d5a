import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Block } from '#core/compare/index';
import { comparisonToCsv, comparisonToPage } from '#core/export/index';
import { makeComparison, makeStrangers } from '../../support/fingerprints/make-comparison.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';

const HOSTILE = `</title><script>x</script><img src=x onerror="x">'&\n]]>`;
const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const inside = (page: string, tag: string) =>
  [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(([, text]) => text!);

const A = syntheticFingerprint(60);
const B = syntheticFingerprint(50, { seed: 9 });
const block = (a: number, length: number, b: number): Block => ({
  a: { from: a, to: a + length },
  b: { from: b, to: b + length },
});
const COMPARISON = makeComparison(A, B, [block(0, 20, 0), block(30, 10, 40), block(40, 20, 20)]);

describe('The page of a comparison', () => {
  const page = comparisonToPage(A, B, COMPARISON, [], {});

  it('the page of a comparison is the same text for the same arguments', () => {
    assert.equal(comparisonToPage(A, B, COMPARISON, [], {}), page);
  });

  it('the page of a comparison allows only its own script and styles, by their SHA-256, and loads nothing', () => {
    const [policy] = /content="(default-src [^"]+)"/.exec(page)!.slice(1);
    const [styles, scripts] = [inside(page, 'style'), inside(page, 'script')];
    assert.equal(scripts.length, 1);
    assert.equal(
      policy,
      `default-src 'none'; img-src data:; style-src ${styles.map(sha256).join(' ')}; script-src ${sha256(scripts[0]!)}; base-uri 'none'; form-action 'none'`,
    );
    assert.doesNotMatch(page, / style="| on[a-z]+="|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it('the page of a comparison lists stretches in order of time, with what only one film shows', () => {
    const rows = inside(page, 'tbody')[0]!.match(/<tr>.*?<\/tr>/g)!;
    const texts = rows.map((row) =>
      row
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
    assert.deepEqual(texts, [
      'In both 0:00:00.0 to 0:00:20.0 0:00:00.0 to 0:00:20.0 20.0 s',
      'Only in A 0:00:20.0 to 0:00:30.0 – 10.0 s',
      'In both, moved 0:00:30.0 to 0:00:40.0 0:00:40.0 to 0:00:50.0 10.0 s',
      'In both 0:00:40.0 to 0:01:00.0 0:00:20.0 to 0:00:40.0 20.0 s',
    ]);
  });

  it('the page of a comparison says how well the ends of stretches are known', () => {
    const known = { ...block(0, 20, 0), margin: { from: 0.1, to: 1.25 } };
    const stated = comparisonToPage(A, B, makeComparison(A, B, [known]), [], {});
    assert.match(stated, /Start and end known to/);
    assert.match(stated, /± 0\.10 s, ± 1\.25 s/);
    assert.doesNotMatch(page, /known to/);
  });

  it('the page of a comparison shows hostile titles, names and pictures as text', () => {
    const film = { ...COMPARISON.a, title: HOSTILE, name: HOSTILE };
    const tool = { name: HOSTILE, version: HOSTILE };
    const pairs = [{ a: 1, b: 1, jpegA: '</script><script>x</script>', jpegB: HOSTILE }];
    const defects = [HOSTILE] as never;
    const hostile = comparisonToPage(A, B, { ...COMPARISON, tool, a: film, b: film, defects }, pairs, {});
    assert.equal(inside(hostile, 'script').length, 1);
    assert.doesNotMatch(hostile, /<img src=x/);
    assert.ok(hostile.includes('<h1>&lt;/title&gt;&lt;script&gt;x&lt;/script&gt;'));
  });

  it('the page of different films has no table of stretches and no links', () => {
    const strangers = comparisonToPage(A, B, makeStrangers(A, B), [], { title: 'Two films' });
    assert.match(strangers, /A and B are different films\./);
    assert.doesNotMatch(strangers, /class="link |<tbody>/);
    assert.match(strangers, /<h1>Two films<\/h1>/);
  });

  it('the page of a comparison of two films of 3,600 columns stays below 1.2 MB without pictures', () => {
    const long = syntheticFingerprint(3600);
    const comparison = makeComparison(long, long, [block(0, 3600, 0)]);
    const bytes = Buffer.byteLength(comparisonToPage(long, long, comparison, [], {}));
    assert.ok(bytes < 1.2e6, `${bytes} bytes`);
  });
});

it('the table of a comparison has one row per moment, with its block', () => {
  const lines = comparisonToCsv(COMPARISON).split('\n');
  assert.equal(lines[0], 'a,b,difference,unexplained,block');
  assert.equal(lines.length, COMPARISON.moments.length + 2);
  assert.equal(lines.at(-1), '');
  const { difference, unexplained } = COMPARISON.moments[20]!;
  assert.equal(lines[21], `30.5,40.5,${difference},${unexplained},1`);
});

it('the table of different films has only its header', () => {
  assert.equal(comparisonToCsv(makeStrangers(A, B)), 'a,b,difference,unexplained,block\n');
});

it('the table of a comparison leaves the block of a moment outside all blocks empty', () => {
  const moments = [{ a: 25, b: 25, difference: 1, unexplained: 0.5 }];
  assert.match(comparisonToCsv({ ...COMPARISON, moments }), /\n25,25,1,0\.5,\n$/);
});
