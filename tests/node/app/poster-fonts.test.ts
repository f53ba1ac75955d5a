import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkFontName, FONT_NAMES, loadPosterFonts, renderOutput } from '#node/app/internal';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';
import { makeTempFolder } from '../../support/temp-folder.js';

const { resolve } = createRequire(import.meta.url);
const TTF = resolve('@expo-google-fonts/montserrat/200ExtraLight/Montserrat_200ExtraLight.ttf');

test('the fonts of a poster are the requested font, then sans, then fonts for the scripts of the text', async () => {
  const names = async (name: string | undefined, text: string): Promise<string[]> =>
    (await loadPosterFonts(name, text)).map((font) => font.name);
  assert.deepEqual(await names(undefined, 'Sintel'), ['Montserrat Light']);
  assert.deepEqual(await names('sans', 'Sintel'), ['Montserrat Light']);
  assert.deepEqual(await names('condensed', 'Sintel'), ['Oswald 200', 'Montserrat Light']);
  assert.deepEqual(await names(TTF, 'باب'), ['Montserrat ExtraLight', 'Montserrat Light', 'Noto Sans Arabic 300']);
});

test('every listed font name can be loaded', async () => {
  for (const name of FONT_NAMES) {
    checkFontName(name);
    assert.ok((await loadPosterFonts(name, '')).length > 0);
  }
});

test('an unknown font name is an error that suggests the nearest name', async () => {
  const cases: [string, RegExp][] = [
    ['seriff', /^`font`: expected sans, condensed, .* file, got "seriff"; did you mean serif\?$/],
    ['Typewriter', /did you mean typewriter\?$/],
    ['zapfino', /got "zapfino"$/],
    ['no/such.ttf', /got "no\/such\.ttf", which does not exist$/],
    ['/etc/passwd', /got "\/etc\/passwd"$/],
    ['', /got ""$/],
  ];
  for (const [name, message] of cases) {
    assert.throws(() => checkFontName(name), { name: 'OptionError', message });
    await assert.rejects(loadPosterFonts(name, 'x'), { name: 'OptionError', message });
  }
});

test('a file with the extension of a font that is not a font is a RenderError', async () => {
  const path = join(makeTempFolder(), 'Fake.OTF');
  writeFileSync(path, 'no font');
  checkFontName(path);
  await assert.rejects(loadPosterFonts(path, 'x'), { name: 'RenderError', code: 'font-unreadable' });
});

test('a title from the film that no font can draw is left out, with a warning that names the package to install', async () => {
  const fingerprint = syntheticFingerprint(4);
  const film = { ...fingerprint.film, title: 'ጤዛ' };
  const { content, warnings } = await renderOutput({ ...fingerprint, film }, 'svg', {});
  assert.ok(String(content).includes('<svg'));
  assert.match(warnings.join(), /Ethiopic .* npm install @fontsource-variable\/noto-sans-ethiopic/);
  await assert.rejects(renderOutput(fingerprint, 'svg', { title: 'ጤዛ' }), { code: 'font-missing' });
});
