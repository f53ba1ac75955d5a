import { createLogUpdate } from 'log-update';
import pc from 'picocolors';
import { formatPercent } from '../../../core/text/index.ts';
import { type FingerprintEvent, nearestTerminalColor } from '../../app/internal.ts';
import { createTextPainter, type PaintText } from '../print/terminal-color.ts';
import { formatOutcomes } from '../run/results.ts';
import {
  estimateSecondsLeft,
  FilmProgress,
  formatFilms,
  formatSpeed,
  formatTimeLeft,
  type Reporter,
} from './reporter.ts';

/** Milliseconds between two updates: 15 per second look smooth at negligible cost. */
const INTERVAL = 66;
const MAX_NAME = 28;
const MIN_BAR = 10;
const EMPTY = '·';

/** A line on the terminal that fills with the colours of the film as columns arrive. */
export function createBarReporter(stream: NodeJS.WriteStream): Reporter {
  const log = createLogUpdate(stream, { showCursor: true });
  const paint = createTextPainter(stream.getColorDepth(), nearestTerminalColor);
  let progress: FilmProgress | undefined;
  let colors: (string | undefined)[] = [];
  let begun = performance.now();
  let last = 0;

  const lasting = (text: string) => {
    log.clear();
    stream.write(text);
  };

  function draw(input: string): void {
    if (progress === undefined) return;
    const figures = ` ${formatPercent(progress.share, { rounding: 'down' }).padStart(5)}  ${formatSpeed(progress.speed)}  ${formatTimeLeft(progress.secondsLeft)} left`;
    const name = shorten(input);
    const width = (stream.columns ?? 80) - 1 - name.length - 1 - figures.length;
    const bar = width < MIN_BAR ? '' : drawBar(colors, width, paint);
    log(`${name} ${bar}${figures}`);
  }

  return {
    begin(input) {
      begun = performance.now();
      progress = undefined;
      log(`${shorten(input)} ${pc.dim('opening the film')}`);
    },
    event(input: string, event: FingerprintEvent) {
      if (event.type === 'surveyed') {
        progress = new FilmProgress(event.samples, event.seconds, begun);
        colors = new Array(event.samples).fill(undefined);
      } else {
        progress?.addColumn();
        colors[event.index] = event.column.swatches[0]?.color;
      }
      const now = performance.now();
      if (now - last < INTERVAL) return;
      last = now;
      draw(input);
    },
    warn: (input, message) => lasting(`${pc.yellow('warning:')} ${input}: ${message}\n`),
    done(input) {
      if (progress !== undefined) {
        const bar = drawBar(colors, Math.min(24, colors.length), paint);
        lasting(`${shorten(input)} ${bar} ${progress.summarize()}\n`);
      }
      progress = undefined;
    },
    // The name of the file is printed next, perhaps while the next film is read.
    wrote: () => log.clear(),
    submission(progress) {
      const { share } = progress;
      const left = formatTimeLeft(estimateSecondsLeft((performance.now() - begun) / 1000, share));
      const figures = ` ${formatPercent(share, { rounding: 'down' }).padStart(5)}  ${left} left`;
      const name = formatFilms(progress);
      const width = (stream.columns ?? 80) - 1 - name.length - 1 - figures.length;
      const full = Math.round(Math.max(0, width) * share);
      const bar = width < MIN_BAR ? '' : '█'.repeat(full) + pc.dim(EMPTY.repeat(width - full));
      log(`${name} ${bar}${figures}`);
    },
    outcome() {},
    summarize: (outcomes) => lasting(formatOutcomes(outcomes)),
    fail: (message) => lasting(`${pc.red('chromatheque:')} ${message}\n`),
    clear: () => log.clear(),
  };
}

function shorten(input: string): string {
  const name = input.replace(/^.*[\\/]/, '');
  return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME - 1)}…`;
}

/** Each cell covers a range of columns and has the colour of the first one that has arrived. */
function drawBar(colors: readonly (string | undefined)[], width: number, paint: PaintText): string {
  let bar = '';
  for (let cell = 0; cell < width; cell++) {
    const from = Math.floor((cell * colors.length) / width);
    const to = Math.max(from + 1, Math.floor(((cell + 1) * colors.length) / width));
    const color = colors.slice(from, to).find((candidate) => candidate !== undefined);
    bar += color === undefined ? pc.dim(EMPTY) : paint('█', color);
  }
  return bar;
}
