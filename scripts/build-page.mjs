// Bundles the script and the style of the exported page, src/web/page, into a module of two texts
// that core/export imports. A pure room cannot read files when it runs.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { PAGE_MODULE, ROOT } from './prepare.mjs';

const folder = join(ROOT, 'src', 'web', 'page');
const [{ output }] = await build({
  configFile: false,
  root: folder,
  logLevel: 'warn',
  build: {
    write: false,
    target: 'es2023',
    // No exports: `name` is required by the format, and unused.
    lib: { entry: join(folder, 'index.ts'), formats: ['iife'], name: 'page' },
  },
});
const script = output[0].code.trim();
const style = readFileSync(join(folder, 'page.css'), 'utf8').replace(/^\/\*.*?\*\/\n/s, '');
if (/<\/|<!--/.test(script) || /<\//.test(style)) throw new Error('the page cannot contain its script or its style');

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
`,
);
