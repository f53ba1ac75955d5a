import { escapeXml, formatClock } from '../../text/index.ts';
import { COMPARISON_STYLE, COMPARISON_STYLE_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from '../page-assets.ts';
import { cut, toLine, writeHead } from '../page-parts.ts';
import { type ShownMoment, titleMoment } from './shown-moment.ts';

/** Width of frames and bars, pixels. */
const WIDTH = 160;
const BAR_HEIGHT = 24;

/**
 * Write the results of a search as one HTML page that loads nothing and has no script: a row per
 * moment with its frame, film, times, score and colours.
 *
 * @param heading what was searched.
 */
export function foundToPage(
  moments: readonly ShownMoment[],
  heading: string,
  tool: { readonly name: string; readonly version: string },
): string {
  const title = escapeXml(toLine(heading));
  const head = writeHead({
    title,
    tool,
    palette: moments[0]?.swatches ?? [],
    styles: [PAGE_STYLE, COMPARISON_STYLE],
    styleHashes: [PAGE_STYLE_HASH, COMPARISON_STYLE_HASH],
    scriptHash: null,
  });
  const names = ['', 'Frame', 'Film', 'Time', 'Score', 'Colours'].map((name) => `<th scope="col">${name}</th>`);
  return `${head}
<body>
<main>
<header><h1>${title}</h1></header>
<section aria-label="Results">
<table>
<thead><tr>${names.join('')}</tr></thead>
<tbody>
${moments.map(writeRow).join('\n')}
</tbody>
</table>
</section>
</main>
<footer><p>${escapeXml(`Made by Chromatheque ${tool.version}.`)}</p></footer>
</body>
</html>
`;
}

function writeRow(moment: ShownMoment, i: number): string {
  const { film, from, to, score, swatches, jpeg } = moment;
  const clock = (seconds: number) => formatClock(seconds, { hasHours: true });
  const frame = jpeg === null ? '' : `<img src="data:image/jpeg;base64,${escapeXml(jpeg)}" width="${WIDTH}" alt="">`;
  const codes = swatches.map(({ color }) => color).join(' ');
  const cells = [
    String(i + 1),
    frame,
    `<b>${escapeXml(toLine(titleMoment(moment)))}</b><br>${escapeXml(toLine(film))}`,
    `${clock(from)} to ${clock(to)}`,
    score.toFixed(2),
    `${drawShares(moment)}<br>${codes}`,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** Draw colours side by side, each as wide as its share. */
function drawShares({ swatches }: ShownMoment): string {
  const total = swatches.reduce((sum, { share }) => sum + share, 0);
  let end = 0;
  const parts = swatches.map(({ color, share }) => {
    const [x, width] = [end, (WIDTH * share) / total];
    end += width;
    return `<rect x="${cut(x)}" width="${cut(width)}" height="${BAR_HEIGHT}" fill="${color}"/>`;
  });
  return `<svg width="${WIDTH}" height="${BAR_HEIGHT}" aria-hidden="true">${parts.join('')}</svg>`;
}
