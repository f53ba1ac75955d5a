// Bundles the scripts and the styles of the exported pages, src/web/page, into a module of texts that
// core/export imports: for films without shots, for films with shots, for comparisons and for maps.
// A pure room cannot read files when it runs.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { PAGE_MODULE, ROOT } from './prepare.mjs';

const folder = join(ROOT, 'src', 'web', 'page');

async function bundle(entry, hasShots) {
  const [{ output }] = await build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    define: { HAS_SHOTS: String(hasShots) },
    build: {
      write: false,
      target: 'es2023',
      // No exports: `name` is required by the format, and unused.
      lib: { entry: join(folder, entry), formats: ['iife'], name: 'page' },
    },
  });
  const script = output[0].code.trim();
  if (/<\/|<!--/.test(script)) throw new Error('the page cannot contain its script');
  return script;
}

function readStyle(name) {
  const style = readFileSync(join(folder, name), 'utf8').replace(/^\/\*.*?\*\/\n/s, '');
  if (/<\//.test(style)) throw new Error('the page cannot contain its style');
  return style;
}

const script = await bundle('index.ts', false);
const shotsScript = await bundle('index.ts', true);
const comparisonScript = await bundle('comparison/index.ts', false);
const mapScript = await bundle('map/index.ts', false);
const style = readStyle('page.css');
const shotsStyle = readStyle('shots.css');
const comparisonStyle = readStyle('comparison/comparison.css');
const mapStyle = readStyle('map/map.css');

const hash = (text) => createHash('sha256').update(text).digest('base64');
writeFileSync(
  PAGE_MODULE,
  `// Written by scripts/build-page.mjs from src/web/page. Not committed.

/** The script of a page, classic. */
export const PAGE_SCRIPT: string = ${JSON.stringify(script)};
/** SHA-256 of the script, base64. */
export const PAGE_SCRIPT_HASH: string = '${hash(script)}';
/** The style of a page. */
export const PAGE_STYLE: string = ${JSON.stringify(style)};
/** SHA-256 of the style, base64. */
export const PAGE_STYLE_HASH: string = '${hash(style)}';
/** The script of a page with shots, instead of the other. */
export const SHOTS_SCRIPT: string = ${JSON.stringify(shotsScript)};
/** SHA-256 of that script, base64. */
export const SHOTS_SCRIPT_HASH: string = '${hash(shotsScript)}';
/** What a page with shots adds to the style. */
export const SHOTS_STYLE: string = ${JSON.stringify(shotsStyle)};
/** SHA-256 of that addition, base64. */
export const SHOTS_STYLE_HASH: string = '${hash(shotsStyle)}';
/** The script of the page of a comparison. */
export const COMPARISON_SCRIPT: string = ${JSON.stringify(comparisonScript)};
/** SHA-256 of that script, base64. */
export const COMPARISON_SCRIPT_HASH: string = '${hash(comparisonScript)}';
/** What the page of a comparison adds to the style. */
export const COMPARISON_STYLE: string = ${JSON.stringify(comparisonStyle)};
/** SHA-256 of that addition, base64. */
export const COMPARISON_STYLE_HASH: string = '${hash(comparisonStyle)}';
/** The script of the page of a map. */
export const MAP_SCRIPT: string = ${JSON.stringify(mapScript)};
/** SHA-256 of that script, base64. */
export const MAP_SCRIPT_HASH: string = '${hash(mapScript)}';
/** What the page of a map adds to the style. */
export const MAP_STYLE: string = ${JSON.stringify(mapStyle)};
/** SHA-256 of that addition, base64. */
export const MAP_STYLE_HASH: string = '${hash(mapStyle)}';
`,
);
