import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { type FrameSource, type Picture, planDecode, type Span } from '#core/frame/index';
import { openFilmSource } from '#node/film/index';
import { mediaFile, needs } from '../../support/media.ts';

/** H.264 with a truncated packet, whose remaining bytes change the parameter sets. */
const film = mediaFile('annex-b.mp4');

function hashLuma({ components: [luma], width, height }: Picture): string {
  const { data, offset, stride } = luma!;
  const hash = createHash('sha256');
  for (let y = 0; y < height; y++) hash.update(data.subarray(offset + y * stride, offset + y * stride + width));
  return hash.digest('hex');
}

async function readFrames(source: FrameSource, spans: readonly Span[]): Promise<(string | null)[]> {
  const frames: (string | null)[] = [];
  for (const span of spans) {
    for await (const { picture } of source.frames(span)) frames.push(picture && hashLuma(picture));
  }
  return frames;
}

describe('A decoder after damaged packets', needs(film), () => {
  it('reading a film twice gives the same pictures, although damaged packets change the decoder state', async () => {
    const source = await openFilmSource(film!, { backend: 'libav' });
    try {
      const { info, index } = await source.survey();
      const { spans } = planDecode(index, info.track.isTimed, Float64Array.from(index.pts));
      const first = await readFrames(source, spans);
      assert.ok(source.damagedPackets > 0);
      assert.ok(first.some((frame) => frame !== null));
      assert.deepEqual(await readFrames(source, spans), first);
    } finally {
      source.close();
    }
  });
});
