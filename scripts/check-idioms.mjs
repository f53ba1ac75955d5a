// Refuse phrases that plain English does not use. Single words are `flagWords` in cspell.json.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './prepare.mjs';

/** A phrase, and what to write instead. */
const PHRASES = [
  [/\bof (?:itself|themselves)\b/gi, 'by itself, or leave it out'],
  [/\bhangs? on\b/gi, 'depends on'],
  [/\bwork(?:s|ed|ing)? off\b/gi, 'run, process'],
  [/\bcame of\b/gi, 'the result'],
  [/\bfor want of\b/gi, 'without'],
  [/(?<!\bthere )\bis none\b(?! of)/gi, 'is not a ...'],
  [/\bpassed over\b/gi, 'skipped'],
  [/\btold (?:by (?:its|their)|otherwise)\b/gi, 'detected by; by default'],
  [/\bgoes on where\b/gi, 'resumes'],
  [/\bslip of the pen\b/gi, 'typo'],
];
const PROSE = /\.(?:md|mjs|tsx?|html|css)$/;

const folders = ['src', 'tests', 'bench', 'scripts', 'docs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true }).map((name) => `${folder}/${name}`.replaceAll('\\', '/')),
);
const files = [...folders, ...readdirSync(ROOT)].filter(
  (file) => PROSE.test(file) && file !== 'scripts/check-idioms.mjs',
);

let found = 0;
for (const file of files) {
  const whole = readFileSync(join(ROOT, file), 'utf8');
  const text = whole.replace(/cspell:disable -->.*?cspell:enable/gs, (part) => part.replace(/[^\n]/g, ' '));
  // A phrase may be broken across two lines of a comment: same length, so that places stay true.
  const prose = text.replace(/\n\s*(?:\*|\/\/)?/g, (gap) => ' '.repeat(gap.length));
  for (const [phrase, instead] of PHRASES) {
    for (const { index, 0: words } of prose.matchAll(spaced(phrase))) {
      const line = text.slice(0, index).split('\n').length;
      console.error(`${file}:${line}: "${words.replace(/ +/g, ' ')}" (write: ${instead})`);
      found++;
    }
  }
}
if (found > 0) process.exit(1);

/** The same phrase, with any gap between its words. */
function spaced({ source, flags }) {
  return new RegExp(source.replaceAll(' ', ' +'), flags);
}
