// Makes a fingerprint of a film, and a poster and a palette of it: node posters.mjs film.mkv
import { writeFile } from 'node:fs/promises';
import { describe, fingerprint, palette, render, writeFingerprint } from 'chromatheque';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: node posters.mjs FILM');

const film = await fingerprint(path, {
  samples: 600,
  onProgress: ({ done, total }) => process.stderr.write(`\r${done} of ${total} frames`),
  onWarning: (warning) => console.warn(`\n${warning}`),
});
await writeFingerprint('film.json', film);
await writeFile('film.svg', await render(film, { format: 'svg', layout: 'ring', colors: 3 }));
await writeFile('film.png', await render(film, { format: 'png', dpi: 100 }));

const { summary } = await describe(film);
console.log(`\n${film.film.title}: ${summary}`);
for (const { name, color, share } of (await palette(film)).swatches) {
  console.log(`${color} ${name}, ${Math.round(100 * share)} %`);
}
