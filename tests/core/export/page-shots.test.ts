import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { fingerprintToPage } from '#core/export/index';
import { picturedFingerprint } from '../../support/fingerprints/pictured-fingerprint.ts';
import { shotFingerprint } from '../../support/fingerprints/shot-fingerprint.ts';

describe('An exported page with shots', () => {
  const page = fingerprintToPage(shotFingerprint(), {});

  it('has a short mark at each cut, and a long one where a scene begins', () => {
    const [cuts, scenes] = Array.from(page.matchAll(/<path (?:class="scenes" )?d="(M[\d.]+ [^"]*)"/g), ([, d]) => d);
    assert.equal(cuts, 'M4.8 0.5V0.8M14.4 0.5V0.8');
    assert.equal(scenes, 'M12 0.15V0.8');
  });

  it('allows its styles and its script by their hashes', () => {
    const inside = (tag: string) =>
      Array.from(page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g')), ([, text]) => {
        return `'sha256-${createHash('sha256').update(text!).digest('base64')}'`;
      }).join(' ');
    assert.ok(page.includes(`style-src ${inside('style')}; script-src ${inside('script')};`));
  });

  it('contains nothing about shots if the fingerprint has none', () => {
    assert.doesNotMatch(fingerprintToPage(picturedFingerprint(), {}), /shot|class="cuts"/i);
  });
});
