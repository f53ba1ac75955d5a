// Check the links of all Markdown pages: relative ones lead to files that exist, and anchors to headings. Links to
// other hosts are not followed.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { makeHeadingId } from './heading-id.mjs';
import { ROOT } from './prepare.mjs';

const pages = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...['docs', 'examples', '.github']
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, String(name))),
    ),
].filter((name) => name.endsWith('.md') && !name.includes('node_modules'));

/** Text of a page without code: the same length, so that lines stay the same. */
const withoutCode = (text) =>
  text.replace(/^(```+)[^\n]*\n.*?^\1$|(`+)(?!`).*?(?<!`)\2(?!`)/gms, (code) => code.replace(/[^\n]/g, ' '));

const anchors = new Map();
function anchorsOf(page) {
  const known = anchors.get(page) ?? readAnchors(page);
  anchors.set(page, known);
  return known;
}

/** Read the anchors of a page: of headings, the second of a name with a number, and of HTML elements. */
function readAnchors(page) {
  const text = readFileSync(join(ROOT, page), 'utf8').replace(/^(```+)[^\n]*\n.*?^\1$/gms, '');
  const found = new Set(Array.from(text.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
  for (const [, heading] of text.matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const id = makeHeadingId(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, ''));
    for (let i = 0; ; i++) {
      const numbered = i === 0 ? id : `${id}-${i}`;
      if (found.has(numbered)) continue;
      found.add(numbered);
      break;
    }
  }
  return found;
}

let broken = 0;
for (const page of pages) {
  const text = withoutCode(readFileSync(join(ROOT, page), 'utf8'));
  for (const { 1: inline, 2: attribute, 3: reference, index } of text.matchAll(
    /\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)|\b(?:src|href)="([^"]+)"|^\[[^\]]+\]: *(\S+)/gm,
  )) {
    const problem = findProblem(page, inline ?? attribute ?? reference);
    if (problem === undefined) continue;
    console.error(`${page}:${text.slice(0, index).split('\n').length}: ${problem}`);
    broken++;
  }
}
if (broken > 0) process.exit(1);

/** Say what is wrong with a link, or return undefined. */
function findProblem(page, link) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return undefined;
  if (link.startsWith('/')) return `${link}: an absolute path; write it relative to the page`;
  const [path, anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
  if (!existsSync(join(ROOT, target))) return `${link}: no such file`;
  if (anchor === undefined || !target.endsWith('.md') || statSync(join(ROOT, target)).isDirectory()) return undefined;
  return anchorsOf(target).has(decodeURIComponent(anchor)) ? undefined : `${link}: no such heading`;
}
