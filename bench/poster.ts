// npm run bench -- poster: posters drawn from a fingerprint by the command line, each a whole process, best of three,
// against the targets of docs/performance.md; and sharp alone drawing as many plain bars.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serializeFingerprint } from '#core/fingerprint/index';
import { imagineFilm } from './support/imagine-film.ts';
import { type Measured, runMeasured } from './support/run-measured.ts';

const CLI = fileURLToPath(new URL('../../dist/process/main.js', import.meta.url));
const SHARP = import.meta.resolve('sharp');
const MB = 1e6;
const COLUMNS = 3600;
const RUNS = 3;

const folder = mkdtempSync(join(tmpdir(), 'chromatheque-bench-'));
const at = (name: string): string => join(folder, name);

async function best(args: readonly string[]): Promise<Measured> {
  const runs: Measured[] = [];
  for (let i = 0; i < RUNS; i++) runs.push(await runMeasured(process.execPath, args));
  return runs.reduce((a, b) => (b.wallSeconds < a.wallSeconds ? b : a));
}

const draw = (...args: string[]): Promise<Measured> =>
  best([CLI, at('film.json'), '--title', 'The\\nThird\\nMan', ...args]);

function report(what: string, value: number, unit: string, limit: number): void {
  const verdict = value <= limit ? 'ok' : 'MISSED';
  console.log(
    `  ${what.padEnd(28)} ${value.toFixed(2).padStart(8)} ${unit.padEnd(2)}  must be <= ${limit}  ${verdict}`,
  );
}

function describe(what: string, { wallSeconds, cpuSeconds, peakPss }: Measured): void {
  console.log(
    `${what}: ${wallSeconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of CPU, ${(peakPss / MB).toFixed(0)} MB`,
  );
}

/** sharp's own way: an SVG of as many boxes, drawn by librsvg. */
async function drawPlain(): Promise<Measured> {
  const boxes = Array.from(
    { length: COLUMNS },
    (_, i) =>
      `<rect x="${2 * i}" width="2" height="10800" fill="#${(0x1000000 + ((i * 2654435761) % 0x1000000)).toString(16).slice(1)}"/>`,
  );
  writeFileSync(
    at('plain.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" width="7200" height="10800">${boxes.join('')}</svg>`,
  );
  const script = `import sharp from ${JSON.stringify(SHARP)};
    await sharp(${JSON.stringify(at('plain.svg'))}, { unlimited: true, limitInputPixels: false }).png().toFile(${JSON.stringify(at('plain.png'))});`;
  return best(['--input-type=module', '-e', script]);
}

async function main(): Promise<void> {
  writeFileSync(at('film.json'), serializeFingerprint(imagineFilm(COLUMNS, 7)));
  const plain = await drawPlain();
  describe('24x36in at 300 dpi, sharp alone draws plain bars', plain);
  for (const colors of ['1', '5']) {
    const large = await draw('--size', '24x36in', '--colors', colors, '-o', at('large.png'));
    describe(`24x36in at 300 dpi, 3600 columns, PNG, colours: ${colors}`, large);
    report('time', large.wallSeconds, 's', 4);
    report('memory', large.peakPss / MB, 'MB', 500);
    report('time, of sharp alone', large.wallSeconds / plain.wallSeconds, 'x', 2.2);
  }
  const square = await draw('-o', at('square.png'));
  describe('3000 px square', square);
  report('time', square.wallSeconds, 's', 0.7);
  for (const colors of ['1', '3', '5']) {
    const vector = await draw('--colors', colors, '-o', at('square.svg'), '-o', at('square.pdf'));
    describe(`square as SVG and PDF, colours: ${colors}`, vector);
    report('SVG', statSync(at('square.svg')).size / MB, 'MB', 1.5);
    report('PDF', statSync(at('square.pdf')).size / MB, 'MB', 1.5);
  }
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
