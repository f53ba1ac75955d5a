import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ColorPairs, findCropShift, fitShift, nameDefects } from '#core/compare/index';
import { gradePairs, paintPairs } from '../../support/fingerprints/graded-pairs.ts';

type Grade = Parameters<typeof gradePairs>[0];

const nameColors = (colors: ColorPairs): string[] =>
  nameDefects({ colors, shift: fitShift(colors) }).map(({ defect, film }) => `${defect} ${film}`);

const perChannel =
  (curve: (value: number) => number): Grade =>
  (r, g, b) => [curve(r), curve(g), curve(b)];

const swapFilms = ({ a, b, weights }: ColorPairs): ColorPairs => ({ a: b, b: a, weights });

/** R'G'B' to Y'CbCr with some luma weights and back with others (ITU-R BT.601-7, BT.709-6). */
const recode =
  (made: readonly [kr: number, kb: number], read: readonly [kr: number, kb: number]): Grade =>
  (r, g, b) => {
    const y = made[0] * r + (1 - made[0] - made[1]) * g + made[1] * b;
    const red = y + ((1 - read[0]) / (1 - made[0])) * (r - y);
    const blue = y + ((1 - read[1]) / (1 - made[1])) * (b - y);
    return [red, (y - read[0] * red - read[1] * blue) / (1 - read[0] - read[1]), blue];
  };

const BT601 = [0.299, 0.114] as const;
const BT709 = [0.2126, 0.0722] as const;
const gray = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

describe('Named defects', () => {
  it('are not found between equal films, noise or not', () => {
    assert.deepEqual(nameColors(gradePairs((r, g, b) => [r, g, b])), []);
    assert.deepEqual(nameColors(gradePairs((r, g, b) => [r, g, b], { noise: 4, wrong: 0.1 })), []);
  });

  it('are not found in grades that only resemble them', () => {
    assert.deepEqual(nameColors(gradePairs(perChannel((v) => v ** 0.75))), []);
    assert.deepEqual(nameColors(gradePairs((r, g, b) => [1.1 * r, g, 0.8 * b])), []);
    assert.deepEqual(nameColors(gradePairs(perChannel((v) => 0.12 + 0.75 * v))), []);
    assert.deepEqual(nameColors(gradePairs((r, g, b) => [0.6 * r + 0.4 * gray(r, g, b), g, 0.9 * b])), []);
  });

  /** A luma that becomes `gain` times as large about a grey, and a chroma `saturation` times as large. */
  const contrast = (gain: number, grey: number, saturation: number) =>
    gradePairs(
      (r, g, b) => {
        const y = gray(r, g, b);
        return [r, g, b].map((v) => grey + gain * (y - grey + saturation * (v - y))) as [number, number, number];
      },
      { noise: 2 },
    );

  it('are not found where a contrast like that of a wrong range comes with another saturation', () => {
    for (const saturation of [0.7, 1.4]) {
      for (const gain of [1.12, 1.15, 1.19]) assert.deepEqual(nameColors(contrast(gain, 0.5, saturation)), []);
    }
  });

  it('are not found in a dark film with a higher contrast, which is near to a wrong range in the dark', () => {
    const { a, b } = gradePairs(
      perChannel((v) => 1.25 * v - 0.093),
      { noise: 2 },
    );
    const isDark = (_: unknown, i: number) => Math.max(a[3 * i]!, a[3 * i + 1]!, a[3 * i + 2]!) < 120;
    const weights = Float64Array.from({ length: a.length / 3 }, (_, i) => Number(isDark(_, i)));
    assert.deepEqual(nameColors({ a, b, weights }), []);
  });

  it('include a wrong range whose saturation was changed too', () => {
    const [gain, grey] = [255 / 219, 16 / 36];
    for (const saturation of [0.7, 1, 1.3]) {
      assert.deepEqual(nameColors(contrast(gain, grey, saturation)), ['full-as-limited b']);
      assert.deepEqual(nameColors(contrast(1 / gain, grey, saturation)), ['limited-as-full b']);
    }
  });

  it('include a gamma that was applied twice or not at all, with noise and wrong pairs', () => {
    const dirt = { noise: 3, wrong: 0.1 };
    assert.deepEqual(
      nameColors(
        gradePairs(
          perChannel((v) => v ** (1 / 2.2)),
          dirt,
        ),
      ),
      ['gamma-twice b'],
    );
    assert.deepEqual(
      nameColors(
        gradePairs(
          perChannel((v) => v ** 2.4),
          dirt,
        ),
      ),
      ['gamma-missing b'],
    );
  });

  it('include a range that was read wrongly, and the film where it was', () => {
    const expand = gradePairs(perChannel((v) => (255 * v - 16) / 219));
    const compress = gradePairs(perChannel((v) => (219 * v + 16) / 255));
    assert.deepEqual(nameColors(expand), ['full-as-limited b']);
    assert.deepEqual(nameColors(compress), ['limited-as-full b']);
    assert.deepEqual(nameColors(swapFilms(expand)), ['full-as-limited a']);
    assert.deepEqual(nameColors(swapFilms(compress)), ['limited-as-full a']);
  });

  it('include the coefficients of another standard, both ways', () => {
    assert.deepEqual(nameColors(gradePairs(recode(BT601, BT709), { noise: 2 })), ['bt601-as-bt709 b']);
    assert.deepEqual(nameColors(gradePairs(recode(BT709, BT601), { noise: 2 })), ['bt709-as-bt601 b']);
  });

  it('include red and blue that changed places', () => {
    assert.deepEqual(nameColors(gradePairs((r, g, b) => [b, g, r])), ['channels-swapped b']);
  });

  it('include black and white and sepia, in the film that lacks the colours', () => {
    const noColor = gradePairs((r, g, b) => Array(3).fill(gray(r, g, b)) as never, { noise: 2 });
    const sepia = gradePairs((r, g, b) => {
      const light = gray(r, g, b);
      return [light, 0.87 * light, 0.7 * light];
    });
    const blue = gradePairs((r, g, b) => {
      const light = gray(r, g, b);
      return [0.6 * light, 0.8 * light, light];
    });
    assert.deepEqual(nameColors(noColor), ['black-and-white b']);
    assert.deepEqual(nameColors(swapFilms(noColor)), ['black-and-white a']);
    assert.deepEqual(nameColors(sepia), ['sepia b']);
    assert.deepEqual(nameColors(blue), ['tinted b']);
    assert.deepEqual(nameColors({ ...noColor, a: noColor.b }), []);
  });

  it('include the speeds of PAL and NTSC, in the film that runs fast or slow', () => {
    const name = (speed: number): string[] => nameDefects({ speed }).map(({ defect, film }) => `${defect} ${film}`);
    assert.deepEqual(name(25 / 24), ['pal-speed b']);
    assert.deepEqual(name(25 / (24000 / 1001)), ['pal-speed b']);
    assert.deepEqual(name(24 / 25), ['pal-speed a']);
    assert.deepEqual(name(1.001), ['ntsc-speed a']);
    assert.deepEqual(name(1 / 1.001), ['ntsc-speed b']);
    assert.deepEqual(name(1), []);
    assert.deepEqual(name(1.03), []);
  });

  it('include doubled fields: twice as many frames for the same moments', () => {
    const name = (a: number, b: number, speed = 1): string[] =>
      nameDefects({ speed, frameRates: { a, b } }).map(({ defect, film }) => `${defect} ${film}`);
    assert.deepEqual(name(25, 50), ['fields-doubled b']);
    assert.deepEqual(name(59.94, 29.97), ['fields-doubled a']);
    assert.deepEqual(name(24, 50, 25 / 24), ['pal-speed b', 'fields-doubled b']);
    assert.deepEqual(name(24, 30), []);
  });

  it('include mirrored and squeezed pictures', () => {
    const name = (crop: ReturnType<typeof findCropShift>): string[] =>
      nameDefects({ crop }).map(({ defect, film }) => `${defect} ${film}`);
    assert.deepEqual(name(findCropShift(paintPairs(8, [1, 0, -1, 1]))), ['mirrored b']);
    assert.deepEqual(name(findCropShift(paintPairs(8, [0, 0, 1, 1], [96, 72]))), ['squeezed b']);
    assert.deepEqual(name(findCropShift(paintPairs(8, [0.1, 0, 0.75, 1], [96, 72]))), []);
  });
});
