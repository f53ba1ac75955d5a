// The studio, as static files for any web host: dist/studio/.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './prepare.mjs';

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

await build({
  configFile: false,
  root: join(ROOT, 'src', 'studio'),
  // Addresses relative to the page, so that it works from any folder.
  base: './',
  logLevel: 'warn',
  define: { CHROMATHEQUE_VERSION: JSON.stringify(version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: join(ROOT, 'dist', 'studio'),
    emptyOutDir: true,
    target: 'es2023',
    // The page's policy (Content-Security-Policy) allows files of its own, nothing written into it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
});
