import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { createLocalRenderer, type LocalRenderer, renderOutput } from '#node/app/internal';
import { smallFingerprint } from '../../support/fingerprints/small-fingerprint.ts';
import { childrenOf, isGone, NEEDS_PROC } from '../../support/processes/children-of.ts';

const fingerprint = smallFingerprint();
const bytes = new TextEncoder().encode(serializeFingerprint(fingerprint));
/** Drawing it takes more than five seconds on every machine. */
const LARGE = { size: { width: { value: 20_000, unit: 'px' }, height: { value: 20_000, unit: 'px' } } } as const;

/** Run a test with a renderer, and close the renderer at the end. */
async function withRenderer(test: (renderer: LocalRenderer) => Promise<void>, seconds = 60): Promise<void> {
  const renderer = createLocalRenderer(seconds);
  try {
    await test(renderer);
  } finally {
    renderer.close();
  }
}

describe('A renderer', () => {
  it('the renderer draws the same bytes as drawing in this process', () =>
    withRenderer(async (renderer) => {
      const options = { layout: 'strip', title: 'Night' } as const;
      assert.deepEqual(
        (await renderer.render(bytes, 'svg', options)).content,
        (await renderOutput(fingerprint, 'svg', options)).content,
      );
    }));

  it('the renderer rejects with the same errors as drawing in this process, and draws the next request', () =>
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

  it('the renderer starts its process for the first request, and reuses it', NEEDS_PROC, () =>
    withRenderer(async (renderer) => {
      // Wait for the processes of earlier tests.
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

  it('the renderer stops a request at its time limit, and draws the next one', () =>
    withRenderer(async (renderer) => {
      await assert.rejects(renderer.render(bytes, 'png', LARGE), { name: 'RenderError', code: 'too-slow' });
      assert.equal(typeof (await renderer.render(bytes, 'json', {})).content, 'string');
    }, 5));

  it('the renderer reports that its process crashed, and draws the next request in a new process', NEEDS_PROC, () =>
    withRenderer(async (renderer) => {
      await renderer.render(bytes, 'json', {});
      const [child] = childrenOf(process.pid);
      const drawn = assert.rejects(renderer.render(bytes, 'png', LARGE), { name: 'RenderError', code: 'crashed' });
      // Wait until the process has the task. Otherwise the renderer would start another process for
      // it.
      setTimeout(() => process.kill(child!, 'SIGKILL'), 200);
      await drawn;
      assert.equal(typeof (await renderer.render(bytes, 'json', {})).content, 'string');
    }),
  );

  it('the renderer counts pending requests, and rejects them when it is closed', () =>
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
