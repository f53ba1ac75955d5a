import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { formatClock } from '../../../../core/text/index.ts';
import { findAxisTicks } from '../../state/time-ticks.ts';
import { useSize } from '../use-size.ts';

/** Width of a digit or colon, and of the gap between labels: CSS pixels, slightly generous. */
const DIGIT_WIDTH = 8.5;
const LABEL_GAP = 18;

/** The times below the strip: ticks at round times, each exactly below its moment. */
export function TimeAxis({ range }: { readonly range: readonly [number, number] }): JSX.Element {
  const axis = useRef<HTMLDivElement>(null);
  const width = useSize(axis).width / devicePixelRatio;
  return (
    <div ref={axis} class="strip-times" aria-hidden="true">
      {range[1] > range[0] && width > 0 && <Ticks range={range} width={width} />}
    </div>
  );
}

function Ticks({ range, width }: { readonly range: readonly [number, number]; readonly width: number }): JSX.Element {
  const [from, to] = range;
  // The longest label is the last one.
  const widthOf = (decimals: number) => DIGIT_WIDTH * formatClock(to, { decimals }).length;
  const rough = findAxisTicks(range, width, widthOf(0) + LABEL_GAP);
  const { ticks, decimals } = findAxisTicks(range, width, widthOf(rough.decimals) + LABEL_GAP);
  const half = widthOf(decimals) / 2;
  return (
    <>
      {ticks.map(({ seconds, isLabelled }) => {
        const x = ((seconds - from) / (to - from)) * width;
        // A label that would be cut off at the edge stands beside its tick.
        const side = x < half ? ' is-after' : x > width - half ? ' is-before' : '';
        return (
          <span
            key={seconds}
            class={`tick${isLabelled ? ' is-labelled' : ''}${side}`}
            style={{ left: `${(100 * x) / width}%` }}
          >
            {isLabelled && formatClock(Math.max(0, seconds), { decimals, rounding: 'nearest' })}
          </span>
        );
      })}
    </>
  );
}
