import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { layoutPoster, type PosterOptions, type Ring, type Scene, sceneToSvg } from '#core/poster/index';
import { renderPng } from '#node/raster/index';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';

const GREYS = ['#f0f0f0', '#f4f4f4', '#f8f8f8', '#fcfcfc'];

function draw(columns: readonly (readonly string[])[], options: PosterOptions = {}): Scene {
  const film = fingerprintOf(columns.map((colors, i) => columnOf(i, ...colors)));
  return layoutPoster(film, { layout: 'ring', rank: 'area', ...options }, []);
}

function ringOf(scene: Scene): Ring {
  const ring = scene.marks.find((mark): mark is Ring => mark.kind === 'ring');
  assert.ok(ring);
  return ring;
}

/** Red, and how opaque, at a place given by a share of the ring's thickness from outside and degrees from the top. */
type Look = (share: number, degrees: number) => { red: number; alpha: number };

async function lookAt(scene: Scene, file: Buffer): Promise<Look> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const ring = ringOf(scene);
  return (share, degrees) => {
    const radius = ring.outer - share * (ring.outer - ring.inner);
    const angle = (degrees * Math.PI) / 180;
    const scale = info.width / scene.widthMm;
    const x = Math.floor((ring.x + radius * Math.sin(angle)) * scale);
    const y = Math.floor((ring.y - radius * Math.cos(angle)) * scale);
    const at = 4 * (y * info.width + x);
    return { red: data[at]!, alpha: data[at + 3]! };
  };
}

const svgAt = (scene: Scene, width: number): Buffer =>
  Buffer.from(
    sceneToSvg(scene).replace(
      /width="\S+mm" height="\S+mm"/,
      `width="${width}" height="${Math.round((width * scene.heightMm) / scene.widthMm)}"`,
    ),
  );

describe('A ring', () => {
  it('a ring shows each column at its angle, clockwise from the top, its cells from the outside inwards', async () => {
    const scene = draw([['#ff0000', '#700000'], ['#500000', '#300000'], ['#c00000'], ['#900000', '#200000']], {
      colors: 2,
      order: 'rank',
    });
    for (const file of [await renderPng(scene, { widthPx: 400 }), svgAt(scene, 400)]) {
      const look = await lookAt(scene, file);
      const seen = [45, 135, 225, 315].flatMap((degrees) => [look(0.2, degrees).red, look(0.8, degrees).red]);
      assert.deepEqual(seen, [0xff, 0x70, 0x50, 0x30, 0xc0, 0xc0, 0x90, 0x20]);
    }
  });

  it('a ring has no seam, wherever columns and cells meet, and at the closing of the turn', async () => {
    const columns = Array.from({ length: 61 }, (_, i) => GREYS.slice(i % 3, (i % 3) + 1 + (i % 4)));
    for (const colors of [1, 4]) {
      const scene = draw(columns, { colors });
      for (const width of [150, 333]) {
        for (const file of [await renderPng(scene, { widthPx: width }), svgAt(scene, width)]) {
          const look = await lookAt(scene, file);
          for (let degrees = 0; degrees < 360; degrees += 0.5) {
            for (const share of [0.1, 0.25, 0.5, 0.75, 0.9]) {
              const { red } = look(share, degrees);
              assert.ok(red >= 0xef, `${red} at ${degrees} degrees, ${share}`);
            }
          }
        }
      }
    }
  });

  it('a ring lets no outer colour show at the sides of inner cells', async () => {
    const scene = draw(
      Array.from({ length: 90 }, () => ['#ffffff', '#000000']),
      { colors: 2 },
    );
    // Different columns of like colours are different paths where their order is kept.
    const uneven = draw(
      Array.from({ length: 90 }, (_, i) => ['#ffffff', i % 2 === 0 ? '#000000' : '#020202']),
      { colors: 2 },
    );
    for (const one of [scene, uneven]) {
      const look = await lookAt(one, svgAt(one, 500));
      for (let degrees = 1; degrees < 359; degrees += 0.25) {
        assert.ok(look(0.8, degrees).red <= 4, `${look(0.8, degrees).red} at ${degrees}`);
      }
    }
  });

  it('a ring averages light where columns are thinner than pixels: no moire of 3600 columns at 200 pixels', async () => {
    const scene = draw(Array.from({ length: 3600 }, (_, i) => [i % 2 === 0 ? '#000000' : '#ffffff']));
    const look = await lookAt(scene, await renderPng(scene, { widthPx: 200 }));
    for (let degrees = 0; degrees < 360; degrees += 0.7) {
      for (const share of [0.2, 0.5, 0.8]) {
        const { red } = look(share, degrees);
        // Half the light of white is sRGB 188.
        assert.ok(red > 165 && red < 210, `${red} at ${degrees}`);
      }
    }
  });

  it('a ring of half a turn is an iris: symmetrical to the top, nothing below its middle', async () => {
    const scene = draw([['#ff0000'], ['#00ff00']], { arc: 180 });
    const { y, outer, from, sweep } = ringOf(scene);
    assert.deepEqual([from, sweep], [-90, 180]);
    const { data, info } = await sharp(await renderPng(scene, { widthPx: 300 }))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const middle = Math.ceil((y * info.width) / scene.widthMm) + 1;
    assert.ok(data.subarray(3 * middle * info.width).every((code) => code === 0));
    const look = await lookAt(scene, await renderPng(scene, { widthPx: 300 }));
    assert.deepEqual([look(0.5, -45).red, look(0.5, 45).red], [255, 0]);
    // The page follows: it is about as wide as the ring, and half as high.
    assert.ok(outer > 0.43 * scene.widthMm && scene.heightMm < 0.62 * scene.widthMm);
  });

  it('a ring leaves the ground in its hole, around it, in gaps and in missing columns, and that is transparent where it is asked for', async () => {
    const scene = draw([['#ffffff'], ['#ffffff'], [], ['#ffffff']], { theme: 'transparent', gap: 0.5 });
    for (const file of [await renderPng(scene, { widthPx: 300 }), svgAt(scene, 300)]) {
      const look = await lookAt(scene, file);
      assert.deepEqual(look(0.5, 22), { red: 255, alpha: 255 });
      for (const [share, degrees] of [
        [0.5, 68],
        [0.5, 202],
        [0.5, 248],
        [1.05, 22],
        [-0.05, 22],
      ] as const) {
        assert.equal(look(share, degrees).alpha, 0, `${share}, ${degrees}`);
      }
    }
  });

  it('a ring turns by any angle, and runs backwards', async () => {
    const columns = [['#ff0000'], ['#a00000'], ['#500000']];
    const turned = draw(columns, { rotate: 30 });
    const reversed = draw(columns, { reverse: true });
    const [one, other] = [
      await lookAt(turned, await renderPng(turned, { widthPx: 200 })),
      await lookAt(reversed, await renderPng(reversed, { widthPx: 200 })),
    ];
    assert.deepEqual(
      [90, 210, 330].map((degrees) => one(0.5, degrees).red),
      [0xff, 0xa0, 0x50],
    );
    assert.deepEqual(
      [60, 180, 300].map((degrees) => other(0.5, degrees).red),
      [0x50, 0xa0, 0xff],
    );
  });

  it('a ring is the same as PNG and as SVG', async () => {
    for (const options of [{ colors: 3 }, { colors: 5, arc: 200, gap: 0.2 }] as const) {
      const scene = layoutPoster(syntheticFingerprint(97), { layout: 'ring', ...options }, []);
      const [png, svg] = await Promise.all(
        [await renderPng(scene, { widthPx: 400 }), svgAt(scene, 400)].map((file) =>
          sharp(file).removeAlpha().raw().toBuffer(),
        ),
      );
      let differing = 0;
      for (let i = 0; i < png!.length; i++) if (Math.abs(png![i]! - svg![i]!) > 70) differing++;
      // Edges, of which there are many, are averaged in linear light here, in codes there.
      assert.ok(differing < png!.length * 0.01, `${differing} of ${png!.length} values differ`);
    }
  });

  it('a ring of one column is whole', async () => {
    const scene = draw([['#ff0000']]);
    for (const file of [await renderPng(scene, { widthPx: 200 }), svgAt(scene, 200)]) {
      const look = await lookAt(scene, file);
      for (let degrees = 0; degrees < 360; degrees += 5) assert.equal(look(0.5, degrees).red, 255);
    }
  });

  it('a ring of 3600 columns and five colours is an SVG of less than 1.5 MB', () => {
    const columns = Array.from({ length: 3600 }, (_, i) =>
      [0, 1, 2, 3, 4].map((k) => `#${(((i * 5 + k + 1) * 2654435761) >>> 8).toString(16).padStart(6, '0')}`),
    );
    const size = sceneToSvg(draw(columns, { colors: 5 })).length;
    assert.ok(size < 1_500_000, `${size}`);
    const spiral = sceneToSvg(draw(columns, { colors: 5, layout: 'spiral' })).length;
    assert.ok(spiral < 1_500_000, `${spiral}`);
  });
});
