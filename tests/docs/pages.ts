import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/media.ts';

/** A line of a page that calls the command. */
export interface CommandLine {
  /** Where it stands: `docs/scale.md: chromatheque ...`. */
  readonly where: string;
  /** Arguments after `chromatheque`. */
  readonly args: readonly string[];
}

/** The pages with examples: README, the examples' own and those of the docs, without the decisions. */
export const PAGES: readonly string[] = [
  'README.md',
  'examples/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export const readPage = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** Find the blocks of a language: `sh`, `js`. */
export const findBlocks = (page: string, language: string): readonly string[] =>
  Array.from(
    readPage(page).matchAll(new RegExp(`^ *\`\`\`${language}\\n(.*?)^ *\`\`\``, 'gms')),
    ([, block]) => block!,
  );

/** Find the command lines in the blocks of a page, and those with arguments in its text. */
export function findCommandLines(page: string): readonly CommandLine[] {
  const blocks = findBlocks(page, 'sh').flatMap((block) => block.split('\n'));
  const inline = Array.from(
    readPage(page).matchAll(/`((?:npx )?chromatheque \S+ [^`]+|npx chromatheque \S+)`/g),
    ([, code]) => code!,
  );
  return [...blocks, ...inline]
    .map((line) => /^ *(?:\w+=\S+ )?(?:npx )?chromatheque(?: (.*))?$/.exec(line)?.[1])
    .filter((text) => text !== undefined)
    .map((text) => ({ where: `${page}: chromatheque ${text}`, args: splitWords(text) }));
}

/** Split a line as a shell does: quotes, escapes, comments. Patterns are not expanded. */
export function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  const token = /\s*(?:(#.*)$|((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+))/gy;
  for (const [, comment, word] of line.matchAll(token)) {
    if (comment !== undefined || word === undefined) break;
    words.push(word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, double, single) => double ?? single));
  }
  return words;
}
