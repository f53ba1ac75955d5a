import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { serializeFingerprint } from '#core/fingerprint/index';
import { makeFilm } from '../support/films/make-film.ts';
import { columnOf, fingerprintOf } from '../support/fingerprints/synthetic-fingerprint.ts';
import { runInFolder } from '../support/processes/run-in-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { readPage } from './pages.ts';

const folder = makeTempFolder();
const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
const fingerprint = serializeFingerprint(fingerprintOf([columnOf(0.5, '#c81e1e'), columnOf(1.5, '#217472')]));
makeFilm({ path: join(folder, 'film.mkv'), frames: 5, isFlat: true, paint: () => [90, 128, 128] });
mkdirSync(join(folder, 'empty'));
put('film.json', fingerprint);
put('other.json', fingerprint.replace('#217472', '#217473'));
put('empty.mkv', '');
put('text.mkv', 'not a film '.repeat(50));
put('note.json', '{"note": 1}');
put('newer.json', fingerprint.replace(/"version": ?1/, '"version":99'));
put('cut.json.gz', gzipSync(fingerprint).subarray(0, 60));
put('broken.ttf', 'not a font');
put('titles.csv', 'file;title\nfilm.mkv;Film\n');

/** Command lines that end with an error of the page: its class and code, and its message. */
const MET: readonly [error: string, code: string, message: RegExp, ...args: string[]][] = [
  ['FilmError', 'not-found', /no such file/, 'nowhere.mkv'],
  ['FilmError', 'unreadable', /is empty/, 'empty.mkv'],
  ['FilmError', 'unreadable', /text\.mkv/, 'text.mkv'],
  ['FilmError', 'no-video', /stream 7 is not a video track/, 'film.mkv', '--stream', '7'],
  ['FormatError', 'not-a-fingerprint', /not a fingerprint/, 'note.json'],
  ['FormatError', 'newer-version', /update the program/, 'newer.json'],
  ['FormatError', 'truncated', /cannot be unpacked/, 'cut.json.gz'],
  ['RenderError', 'font-missing', /no font has a glyph/, 'film.json', '--title', '\u{13000}'],
  ['RenderError', 'font-unreadable', /cannot be used/, 'film.json', '--font', 'broken.ttf'],
  ['RenderError', 'lacks-data', /has none/, 'film.json', '--layout', 'contact'],
  ['RenderError', 'too-large', /more than/, 'film.json', '--size', '5000x5000mm', '--dpi', '2400'],
  ['CompareError', 'too-short', /needed to compare/, 'compare', 'film.json', 'other.json'],
  ['LibraryError', 'not-found', /no such file or folder/, 'search', 'nowhere', 'teal'],
  ['LibraryError', 'empty', /no fingerprints/, 'search', 'empty', 'teal'],
  ['TitlesError', 'malformed', /semicolons/, 'film.mkv', '--out-dir', 'out', '--titles', 'titles.csv'],
  ['WriteError', 'not-written', /film\.json/, 'film.mkv', '-o', 'film.json/poster.png'],
  ['ServerError', 'not-found', /no such file or folder/, 'studio', 'nowhere', '--no-open'],
  ['OptionError', 'wrong-value', /from 1 to 16, got 17/, 'film.json', '--colors', '17'],
  ['OptionError', 'usage', /unknown option/, 'film.mkv', '--color', '5'],
];

/** The exit code that the page states. */
function findExit(error: string, code: string): number {
  const section = readPage('docs/troubleshooting.md')
    .split(/^## /m)
    .find((text) => text.startsWith(error));
  return Number(new RegExp(`^\\| \`${code}\` \\|.* (\\d+) \\|$`, 'm').exec(section ?? '')?.[1]);
}

describe('Errors that a user can meet', () => {
  for (const [error, code, message, ...args] of MET) {
    it(`${error} ${code} ends "chromatheque ${args.join(' ')}" with the exit code of the page`, async () => {
      const { exitCode, stderr } = await runInFolder(folder, args);
      assert.match(stderr, message);
      assert.equal(exitCode, findExit(error, code));
    });
  }
});
