import assert from 'node:assert/strict';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { RenderError } from '#core/poster/index';
import { FONT_NAMES, outlineText } from '#core/type/index';
import { completeFonts, loadFamily, readFontFile } from '#node/raster/index';
import { LIGHT, skipWithoutFont } from '../../support/pictures/fonts.js';
import { makeTempFolder } from '../../support/temp-folder.js';

const { resolve } = createRequire(import.meta.url);
const CUTIVE = '@fontsource/cutive-mono/files/cutive-mono-latin-400-normal';
const OSWALD = '@fontsource-variable/oswald/files/oswald-latin-wght-normal.woff2';

const folder = makeTempFolder();

async function refusal(path: string): Promise<RenderError> {
  try {
    await readFontFile(path);
  } catch (error) {
    assert.ok(error instanceof RenderError && error.code === 'font-unreadable', String(error));
    assert.ok(error.message.startsWith(`the font ${path} cannot be used: `), error.message);
    return error;
  }
  assert.fail(`${path} was read`);
}

test('every bundled family draws European titles and figures, in letters of its own', async () => {
  const names = new Set<string>();
  for (const name of FONT_NAMES) {
    const text = 'Łódź, Győr & Amélie “2049”';
    const fonts = await loadFamily(name, text);
    outlineText(text, fonts);
    names.add(fonts[0]!.name);
    for (const digit of '2049')
      assert.ok(Math.abs(outlineText(digit, fonts).bounds.bottom) < 0.04, `${name}: ${digit}`);
  }
  assert.equal(names.size, FONT_NAMES.length);
});

test('a title that the family has all letters of reads no other font', async () => {
  assert.deepEqual(await completeFonts([LIGHT], 'Sintel\nСталкер'), [LIGHT]);
});

test('of a large font only the parts that a title needs are read', async (t) => {
  const title = '千と千尋の神隠し';
  const skip = await skipWithoutFont(title);
  if (skip !== false) return t.skip(skip);
  const chain = await completeFonts([LIGHT], title);
  assert.ok(chain.length > 2 && chain.length <= 1 + new Set(title).size, `${chain.length} fonts`);
  assert.ok(chain.slice(1).every(({ name }) => name === 'Noto Sans JP 300'));
});

test('each script is drawn by its font, Chinese characters by that of the language', async (t) => {
  const fonts: Record<string, string> = {
    'Ο Θίασος': 'Manrope 300',
    'باب الحديد': 'Noto Sans Arabic 300',
    פוקסטרוט: 'Noto Sans Hebrew 300',
    'पथेर पांचाली': 'Noto Sans Devanagari 300',
    ลุงบุญมีระลึกชาติ: 'Noto Sans Thai 300',
    七人の侍: 'Noto Sans JP 300',
    戦場: 'Noto Sans JP 300',
    霸王別姬: 'Noto Sans TC 300',
    卧虎藏龙: 'Noto Sans SC 300',
    기생충: 'Noto Sans KR 300',
  };
  for (const [title, name] of Object.entries(fonts)) {
    const skip = /(JP|TC|SC|KR) 300$/.test(name) && (await skipWithoutFont(title));
    if (skip) t.diagnostic(skip);
    else
      assert.deepEqual(
        new Set((await completeFonts([LIGHT], title)).slice(1).map((font) => font.name)),
        new Set([name]),
      );
  }
});

test('where no font has a letter, the error names the script, the letters and what to install', async () => {
  await assert.rejects(completeFonts([LIGHT], 'Teza ጤዛ'), (error) => {
    assert.ok(error instanceof RenderError && error.code === 'font-missing');
    assert.match(error.message, /Ethiopic ጤ \(U\+1324\), ዛ \(U\+12DB\)/);
    assert.match(error.message, /npm install @fontsource-variable\/noto-sans-ethiopic, or name a font file .* `font`/);
    return true;
  });
  await assert.rejects(completeFonts([LIGHT], 'ᚠ'), /no font has a glyph for ᚠ \(U\+16A0\); .*; name a font file/);
});

test('a font draws the same from a WOFF and a WOFF2 file', async () => {
  const [woff, woff2] = await Promise.all(['woff', 'woff2'].map((end) => readFontFile(resolve(`${CUTIVE}.${end}`))));
  assert.deepEqual(woff, woff2);
  const text = 'The Third Man, 1949';
  assert.deepEqual(outlineText(text, [woff!]), outlineText(text, [woff2!]));
});

test('of a variable font of the user’s the default instance is drawn', async () => {
  const regular = await readFontFile(resolve(OSWALD));
  assert.equal(regular.name, 'Oswald Regular');
  const [thin] = await loadFamily('condensed', '');
  assert.ok(outlineText('l', [regular]).bounds.right > outlineText('l', [thin!]).bounds.right + 0.02);
});

test('what is no font is refused with one error that names the file', async () => {
  const path = join(folder, 'font.ttf');
  for (const content of ['', 'not a font at all', 'wOFF', 'wOF2', '\u0000\u0001\u0000\u0000'.repeat(20)]) {
    writeFileSync(path, content, 'latin1');
    assert.match((await refusal(path)).message, /not a TrueType, OpenType, WOFF or WOFF2 font/);
  }
  assert.match((await refusal(folder)).message, /not a file/);
  assert.match((await refusal(join(folder, 'gone.ttf'))).message, /ENOENT/);
  truncateSync(path, 64 * 1024 * 1024 + 1);
  assert.match((await refusal(path)).message, /67108865 bytes, 67108864 are the most/);
});

test('a damaged font is refused, or drawn as far as it can be', async () => {
  const path = join(folder, 'font');
  for (const file of [
    `${CUTIVE}.woff`,
    `${CUTIVE}.woff2`,
    '@expo-google-fonts/montserrat/300Light/Montserrat_300Light.ttf',
  ]) {
    const whole = readFileSync(resolve(file));
    for (let i = 0; i < 12; i++) {
      const damaged = Buffer.from(whole.subarray(0, i % 2 === 0 ? whole.length : Math.floor((whole.length * i) / 12)));
      for (let at = i; at < damaged.length; at += 97 * (i + 1)) damaged[at]! ^= 0xff;
      writeFileSync(path, damaged);
      try {
        const { advance } = outlineText('a', [await readFontFile(path)]);
        assert.ok(Number.isFinite(advance));
      } catch (error) {
        assert.match((error as Error).name, /^(RenderError|GlyphMissingError)$/);
      }
    }
  }
});

test('a packed font that would fill memory is refused unopened', async () => {
  const path = join(folder, 'font.woff2');
  for (const end of ['woff', 'woff2']) {
    const bytes = readFileSync(resolve(`${CUTIVE}.${end}`));
    bytes.writeUInt32BE(0xffffffff, 16);
    writeFileSync(path, bytes);
    await refusal(path);
  }
});
