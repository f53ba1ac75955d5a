// Bundles what runs as a process or thread of its own into dist/process/: the command line, the
// workers and the relay of remote films. Node takes about a millisecond of CPU time per module, and
// a worker that reads films has 240.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './prepare.mjs';

const node = join(ROOT, 'dist', 'node');
const folder = join(ROOT, 'dist', 'process');

await build({
  configFile: false,
  root: ROOT,
  logLevel: 'warn',
  publicDir: false,
  ssr: { external: true },
  build: {
    ssr: true,
    outDir: folder,
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: {
      input: {
        main: join(node, 'cli', 'main.js'),
        'span-worker': join(node, 'app', 'workers', 'span-worker.js'),
        'render-worker': join(node, 'app', 'workers', 'render-worker.js'),
        'relay-thread': join(node, 'film', 'identity', 'relay-thread.js'),
      },
      output: { chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
});
chmodSync(join(folder, 'main.js'), 0o755);
