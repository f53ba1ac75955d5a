import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AV_PIX_FMT_RGB24, SWS_POINT } from 'node-av/constants';
import {
  avGetPixFmtFromName,
  avGetPixFmtName,
  avIsHardwarePixelFormat,
  Frame,
  SoftwareScaleContext,
} from 'node-av/lib';
import { createPixelSampler, type Picture } from '#core/frame/index';
import { describePixelFormat, layOutRaw, viewRaw } from '#node/film/index';

/**
 * All pixel formats of FFmpeg, by name. Their codes have no gaps, except for formats that a build
 * omits.
 */
const NAMES = Array.from({ length: 512 }, (_, code) => avGetPixFmtName(code as never)).filter((name) => name !== null);

const isHardware = (name: string) => avIsHardwarePixelFormat(avGetPixFmtFromName(name) as never);

/** Sensor data that must be developed first, and formats that only Rockchip hardware produces. */
const NOT_READ = /^(?:bayer_|nv15$|nv20$)/;

/**
 * Formats that cannot be made here: the scaler of FFmpeg only reads them, or does not know them.
 */
const NOT_MADE = /^(?:pal8|yaf|rgb96|rgba128|gray32|gbrap32|uyyvyy411)/;

const RGB = [0x20, 0xc0, 0x40];
const SIZE = { width: 24, height: 8 };

/**
 * Return the bytes of a picture of one colour in a pixel format, made by the scaler of FFmpeg, or
 * null if the scaler cannot make it.
 */
function makeBytes(name: string): Uint8Array | null {
  const source = new Frame();
  const made = new Frame();
  const scaler = new SoftwareScaleContext();
  try {
    for (const [frame, format] of [
      [source, AV_PIX_FMT_RGB24],
      [made, avGetPixFmtFromName(name)],
    ] as const) {
      frame.alloc();
      frame.width = SIZE.width;
      frame.height = SIZE.height;
      frame.format = format as typeof AV_PIX_FMT_RGB24;
      if (frame.getBuffer() < 0) return null;
    }
    source.data![0]!.forEach((_, i, bytes) => {
      bytes[i] = RGB[(i % source.linesize[0]!) % 3]!;
    });
    const { width, height } = SIZE;
    try {
      scaler.getContext(width, height, source.format as never, width, height, made.format as never, SWS_POINT);
    } catch {
      // The scaler cannot write this format.
      return null;
    }
    return scaler.scaleFrameSync(made, source) < 0 ? null : made.toBuffer();
  } finally {
    source.free();
    made.free();
    scaler.freeContext();
  }
}

function view(name: string, bytes: Uint8Array, size: { width: number; height: number } = SIZE): Picture {
  const layout = describePixelFormat(name)!;
  const raw = layOutRaw(layout, size.width, size.height);
  assert.equal(bytes.length, raw.storedBytes, name);
  const tags = { matrix: null, range: null, transfer: null, primaries: null };
  return viewRaw(bytes, raw, layout, { ...size, isInterlaced: false, tags });
}

/** Return the mean colour of a picture, because formats with few bits are dithered. */
function meanColor(picture: Picture): number[] {
  const pixels = createPixelSampler()(picture);
  const sums = [0, 0, 0];
  pixels.forEach((code, i) => {
    sums[i % 3]! += code;
  });
  return sums.map((sum) => (3 * sum) / pixels.length);
}

describe("FFmpeg's pixel formats", () => {
  it('all pixel formats of FFmpeg are read, except hardware formats and formats without colours', () => {
    assert.ok(NAMES.length > 200);
    for (const name of NAMES) {
      const isRead = describePixelFormat(name) !== null;
      assert.equal(isRead, !isHardware(name) && !NOT_READ.test(name), name);
    }
  });

  it("a picture in any pixel format has the colours that FFmpeg's scaler wrote", () => {
    const missed: string[] = [];
    let tried = 0;
    for (const name of NAMES.filter((each) => describePixelFormat(each) !== null && !NOT_MADE.test(each))) {
      const bytes = makeBytes(name);
      if (bytes === null) {
        missed.push(name);
        continue;
      }
      tried++;
      // Another test covers digital cinema.
      if (name.startsWith('xyz')) continue;
      const picture = view(name, bytes);
      const found = meanColor(picture);
      const isCoarse = /^(?:rgb|bgr)(?:8|4|4_byte|444|555|565)/.test(name);
      if (picture.model === 'gray') {
        // The scaler of FFmpeg reads grey as full range.
        const [grey] = meanColor({ ...picture, tags: { ...picture.tags, range: 'full' } });
        assert.ok(Math.abs(grey! - 129) <= (name.startsWith('mono') ? 20 : 3), `${name}: ${grey}`);
        continue;
      }
      for (const [i, code] of RGB.entries()) {
        assert.ok(Math.abs(found[i]! - code) <= (isCoarse ? 20 : 4), `${name}: ${found}`);
      }
      if (picture.alpha) {
        const { data, offset, shift } = picture.alpha;
        assert.equal(data[offset]! >> shift, 2 ** picture.bits - 1, name);
      }
    }
    assert.ok(tried > 180, `${tried} tried, not made: ${missed}`);
  });

  it('pal8 pictures take their colours, with alpha, from the palette', () => {
    const bytes = new Uint8Array(2 + 1024);
    bytes.set([1, 255]);
    bytes.set([0x40, 0xc0, 0x20, 255], 2 + 4);
    bytes.set([0, 0, 200, 51], 2 + 1020);
    const picture = view('pal8', bytes, { width: 2, height: 1 });
    const pixels = createPixelSampler()(picture);
    assert.deepEqual([...pixels.subarray(0, 3)], RGB);
    assert.deepEqual([...pixels.subarray(-3)], [40, 0, 0]);
  });

  it('components of 32 bits are reduced to their upper 16 bits, in either byte order', () => {
    for (const [name, bytes] of [
      ['gray32le', [0, 0, 0x34, 0x12]],
      ['gray32be', [0x12, 0x34, 0, 0]],
      ['yaf32le', [0, 0, 0x80, 0x3f, 0, 0, 0x80, 0x3f]],
    ] as const) {
      const { components } = view(name, Uint8Array.from(bytes), { width: 1, height: 1 });
      const { data, offset } = components[0]!;
      assert.equal(data[offset], name.startsWith('ya') ? 65535 : 0x1234, name);
    }
  });

  it('packed 4:1:1 is read in groups of four pixels', () => {
    const { components } = view('uyyvyy411', Uint8Array.of(1, 10, 11, 2, 12, 13), { width: 4, height: 1 });
    assert.deepEqual([...components[0]!.data.subarray(0, 4)], [10, 11, 12, 13]);
    assert.deepEqual([components[1]!.data[0], components[2]!.data[0]], [1, 2]);
  });

  it('floating-point components are clipped to 0 and 1', () => {
    const bytes = new Uint8Array(Float32Array.of(-1, 0.5, 7).buffer);
    const { components } = view('rgbf32le', bytes, { width: 1, height: 1 });
    assert.deepEqual(
      components.map(({ data, offset }) => data[offset]),
      [0, 32768, 65535],
    );
  });
});
