/**
 * The studio in Chromium, on two cores: the time until a dropped film of 92 minutes is visible, the frame rate of the page
 * while it is read, the first load, panels, the time to redraw a poster, the same film read by the server, and the wall of a library. Takes six minutes; its film is kept in `demo/bench`.
 */
import { existsSync } from 'node:fs';
import { startBrowser } from '../tests/support/page/chromium.ts';
import { dropFiles, openStudio, waitUntil, waitUntilStage } from '../tests/support/page/studio-page.ts';
import { benchLayouts, benchLoad, benchPanel } from './studio/posters.ts';
import { measureServer } from './studio/server-figures.ts';
import { measureWall } from './studio/wall-figures.ts';
import { AGENT_327, joinFilm } from './support/bench-films.ts';

/** Seconds for which screen frames are counted. */
const COUNTED = 5;
/** Whether the strip, looked at in forty places, shows something of the film nearly everywhere: not the page's dark ground. */
const IS_WIDE = `(() => {
  const canvas = document.querySelector('.strip-canvas');
  if (!canvas || canvas.width < 200) return false;
  const { data } = canvas.getContext('2d').getImageData(0, canvas.height >> 1, canvas.width, 1);
  const places = Array.from({ length: 40 }, (_, i) => 4 * Math.floor(((i + 0.5) / 40) * canvas.width));
  return places.filter((at) => data[at] !== 20 || data[at + 1] !== 20 || data[at + 2] !== 21).length >= 38;
})()`;

function report(what: string, got: number, unit: string, limit: string, isReached: boolean): void {
  const verdict = isReached ? 'reached' : 'MISSED';
  console.log(`${what.padEnd(58)} ${got.toFixed(1).padStart(7)} ${unit.padEnd(4)} must be ${limit}  ${verdict}`);
}

async function main(): Promise<void> {
  const film = joinFilm(AGENT_327, 24, 'agent-92min.mp4');
  await measureServer(film, IS_WIDE, report);
  await measureWall(report);
  const { page } = await openStudio({ colorScheme: 'dark' });
  const begun = performance.now();
  const sinceDrop = () => (performance.now() - begun) / 1000;
  await dropFiles(page, [film]);
  await waitUntil(page, IS_WIDE);
  const strip = sinceDrop();
  report('92 min: a strip over the whole width', strip, 's', '<= 4', strip <= 4);
  await waitUntilStage(page, 'draft');
  console.log(`  a first look at key frames all over the film: ${sinceDrop().toFixed(1)} s`);

  // Frames of the screen while the pointer looks along the strip and the film is read.
  const box = (await page.getByRole('slider', { name: 'Timeline' }).boundingBox())!;
  const counting = page.evaluate(`new Promise((resolve) => {
    let frames = 0;
    const end = performance.now() + ${1000 * COUNTED};
    const count = (now) => (now < end ? (frames++, requestAnimationFrame(count)) : resolve(frames));
    requestAnimationFrame(count);
  })`);
  let isCounting = true;
  void counting.finally(() => {
    isCounting = false;
  });
  for (let i = 0; isCounting; i++) {
    await page.mouse.move(box.x + ((i * 7) % box.width), box.y + box.height / 2);
  }
  const frames = Number(await counting) / COUNTED;
  report('screen frames while reading', frames, 'a s', '>= 50', frames >= 50);

  await waitUntilStage(page, 'exact');
  report('draft whole', sinceDrop(), 's', '<= 30', sinceDrop() <= 30);

  await benchLoad(report);
  await benchLayouts(report);
  await benchPanel(report);
}

if (existsSync(AGENT_327)) {
  try {
    await main();
  } finally {
    await (await startBrowser()).close();
  }
  // The page's server would keep the process running.
  process.exit();
} else {
  console.log(`studio: skipped, the film is not at hand: ${AGENT_327}`);
}
