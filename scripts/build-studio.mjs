// The studio's page, scripts and styles, as static files for any web host: dist/web/studio/.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './prepare.mjs';

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

await build({
  configFile: false,
  root: join(ROOT, 'src', 'web', 'studio'),
  // Addresses relative to the page, so that it works from any folder.
  base: './',
  logLevel: 'warn',
  define: { CHROMATHEQUE_VERSION: JSON.stringify(version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: join(ROOT, 'dist', 'web', 'studio'),
    emptyOutDir: true,
    target: 'es2023',
    // The page's Content-Security-Policy allows its own files, and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
