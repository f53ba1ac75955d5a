import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLocalRenderer, type LocalRenderer, renderOutput } from 'chromatheque/app';
import { serializeFingerprint } from 'chromatheque/fingerprint';
import { childrenOf, isGone, NEEDS_PROC } from '../../support/children-of.ts';
import { smallFingerprint } from '../../support/small-fingerprint.ts';

const fingerprint = smallFingerprint();
const bytes = new TextEncoder().encode(serializeFingerprint(fingerprint));
/** It takes more than five seconds everywhere. */
const LARGE = { size: { width: { value: 20_000, unit: 'px' }, height: { value: 20_000, unit: 'px' } } } as const;

/** Run a test with a renderer that is closed at its end. */
async function withRenderer(test: (renderer: LocalRenderer) => Promise<void>, seconds = 60): Promise<void> {
  const renderer = createLocalRenderer(seconds);
  try {
    await test(renderer);
  } finally {
    renderer.close();
  }
}

describe('A renderer', () => {
  it('draws what is drawn without it, to the byte', () =>
    withRenderer(async (renderer) => {
      const options = { layout: 'strip', title: 'Night' };
      assert.deepEqual(
        (await renderer.render(bytes, 'svg', options)).content,
        (await renderOutput(fingerprint, 'svg', options)).content,
      );
    }));

  it('says what went wrong as it is said without it, and goes on', () =>
    withRenderer(async (renderer) => {
      const nothing = new TextEncoder().encode('{}');
      await assert.rejects(renderer.render(nothing, 'svg', {}), { name: 'FormatError', code: 'not-a-fingerprint' });
      await assert.rejects(renderer.render(bytes, 'svg', { dpi: 1 }), {
        name: 'OptionError',
        message: /^`dpi`: expected/,
      });
      await assert.rejects(renderer.render(bytes, 'svg', { title: 'ᚠ' }), {
        name: 'RenderError',
        code: 'font-missing',
      });
      assert.equal(typeof (await renderer.render(bytes, 'json', {})).content, 'string');
    }));

  it('starts its process when it is needed first, and keeps it', NEEDS_PROC, () =>
    withRenderer(async (renderer) => {
      // Those of the tests before.
      for (const child of childrenOf(process.pid)) assert.ok(await isGone(child));
      assert.deepEqual(childrenOf(process.pid), []);
      await renderer.render(bytes, 'json', {});
      const [child] = childrenOf(process.pid);
      await renderer.render(bytes, 'json', {});
      assert.deepEqual(childrenOf(process.pid), [child]);
      renderer.close();
      assert.ok(await isGone(child!));
    }),
  );

  it('gives up what takes too long, and draws the next', () =>
    withRenderer(async (renderer) => {
      await assert.rejects(renderer.render(bytes, 'png', LARGE), { name: 'RenderError', code: 'too-slow' });
      assert.equal(typeof (await renderer.render(bytes, 'json', {})).content, 'string');
    }, 5));

  it('says that its process ended, and draws the next with another', NEEDS_PROC, () =>
    withRenderer(async (renderer) => {
      await renderer.render(bytes, 'json', {});
      const [child] = childrenOf(process.pid);
      const drawn = assert.rejects(renderer.render(bytes, 'png', LARGE), { name: 'RenderError', code: 'crashed' });
      // Not before it has the task, which it would be given another process for.
      setTimeout(() => process.kill(child!, 'SIGKILL'), 200);
      await drawn;
      assert.equal(typeof (await renderer.render(bytes, 'json', {})).content, 'string');
    }),
  );

  it('counts what it has not drawn yet, and leaves it when it is closed', () =>
    withRenderer(async (renderer) => {
      const asked = [LARGE, {}, {}].map((options) => renderer.render(bytes, 'png', options));
      const all = Promise.allSettled(asked);
      assert.equal(renderer.pending, 3);
      renderer.close();
      assert.deepEqual(
        (await all).map(({ status }) => status),
        ['rejected', 'rejected', 'rejected'],
      );
      assert.equal(renderer.pending, 0);
    }));
});
