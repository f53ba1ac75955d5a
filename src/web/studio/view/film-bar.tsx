import type { JSX } from 'preact';
import type { Item } from '../state/item.ts';
import { lit, nextMatch, pickedColor, tolerance, zoom, zoomBy } from '../state/studio.ts';
import { IconButton } from './controls/icon-button.tsx';
import { formatSharePercent } from './format.ts';
import { Strip } from './strip.tsx';

/** What each stage is called. */
const STAGES = { look: 'A first look', draft: 'Key frames', exact: 'Every moment' } as const;

/** The lower part of the page: the film as a strip, how far it is read, and what is looked for in it. */
export function FilmBar({ item }: { readonly item: Item }): JSX.Element {
  return (
    <footer class="film-bar">
      <div class="film-tools">
        <Reading item={item} />
        {pickedColor.value !== null && <LightControl color={pickedColor.value} />}
        <span class="film-tools-end">
          {zoom.value !== null && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                zoom.value = null;
              }}
            >
              Whole film
            </button>
          )}
          <IconButton icon="out" label="Longer stretch" title="Longer stretch (-)" onClick={() => zoomBy(2)} />
          <IconButton icon="in" label="Shorter stretch" title="Shorter stretch (+)" onClick={() => zoomBy(0.5)} />
        </span>
      </div>
      <Strip item={item} />
    </footer>
  );
}

function Reading({ item }: { readonly item: Item }): JSX.Element | null {
  const [state, progress, work] = [item.state.value, item.progress.value, item.work];
  if (item.problem.value !== null) {
    return (
      <p class="problem" role="alert">
        {item.problem.value}
      </p>
    );
  }
  if (state === 'waiting') return <p class="pale">Waits for the film before it.</p>;
  if (state === 'canceled') return <p class="pale">Stopped. What was found stays as long as the page does.</p>;
  if (state === 'done') {
    const warnings = item.warnings.value;
    return warnings.length > 0 ? <p class="problem">{warnings.join(' ')}</p> : null;
  }
  const share = progress === null ? 0 : progress.done / Math.max(1, progress.total);
  return (
    <div class="reading">
      <progress value={share} max={1} aria-label="How far the film is read" />
      <span class="pale" data-stage={progress?.stage}>
        {state === 'paused'
          ? 'Paused'
          : progress === null
            ? 'Opening'
            : `${STAGES[progress.stage]}, ${formatSharePercent(share)}`}
      </span>
      {state === 'paused' ? (
        <IconButton icon="resume" label="Go on" title="Go on" onClick={() => work?.resume?.()} />
      ) : work?.pause === null ? null : (
        <IconButton icon="pause" label="Pause" title="Pause" onClick={() => work?.pause?.()} />
      )}
      <IconButton icon="close" label="Stop reading" title="Stop reading" onClick={() => work?.stop()} />
    </div>
  );
}

function LightControl({ color }: { readonly color: string }): JSX.Element {
  const where = lit.value;
  const total = where?.masks.length ?? 1;
  return (
    <div class="light">
      <span class="light-chip" style={{ backgroundColor: color }} />
      <span class="light-facts">
        <b>{color}</b>
        <span class="pale">
          {where === null || where.places === 0
            ? 'nowhere'
            : `in ${formatSharePercent(where.places / total)} of the film, ${formatSharePercent(where.share)} of all it shows`}
        </span>
      </span>
      <label class="light-tolerance">
        <span class="pale">How near</span>
        <input
          type="range"
          min={1}
          max={25}
          step={0.5}
          value={tolerance.value}
          onInput={(event) => {
            tolerance.value = event.currentTarget.valueAsNumber;
          }}
        />
      </label>
      <IconButton icon="previous" label="Moment before" title="Moment before ([)" onClick={() => nextMatch(-1)} />
      <IconButton icon="next" label="Next moment" title="Next moment (])" onClick={() => nextMatch(1)} />
      <IconButton
        icon="close"
        label="All colours again"
        title="All colours again (Esc)"
        onClick={() => {
          pickedColor.value = null;
        }}
      />
    </div>
  );
}
