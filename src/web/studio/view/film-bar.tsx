import type { JSX } from 'preact';
import { hasMomentRow } from '../state/asking/moments.ts';
import { colorsOf } from '../state/asking/picked-color.ts';
import type { Item } from '../state/item.ts';
import { moveToShot, shots } from '../state/shots.ts';
import { colorMatches, nextMatch, pickedColor, tolerance, zoom, zoomBy } from '../state/studio.ts';
import { ColorField } from './asking/color-field.tsx';
import { MomentRow } from './asking/moment-row.tsx';
import { IconButton } from './controls/icon-button.tsx';
import { ShotsSwitch } from './controls/shots-switch.tsx';
import { formatSharePercent } from './format.ts';
import { PlayControls } from './play/play-controls.tsx';
import { Stopped } from './session/stopped.tsx';
import { Strip } from './strip.tsx';

/** What the worker does in each stage. */
const STAGES = { look: 'Finding black bars', draft: 'Reading key frames', exact: 'Reading all frames' } as const;

/**
 * The lower part of the page: the film as a strip, the progress of reading it, and the highlighted
 * colour.
 */
export function FilmBar({ item }: { readonly item: Item }): JSX.Element {
  return (
    <footer class="film-bar">
      {pickedColor.value !== null && hasMomentRow.value && <MomentRow item={item} />}
      <div class="film-tools">
        <Reading item={item} />
        <PlayControls item={item} />
        <ColorField />
        {pickedColor.value !== null && <HighlightControl color={pickedColor.value} />}
        <span class="film-tools-end">
          <ShotsSwitch />
          {shots.value !== null && (
            <>
              <IconButton
                icon="previous"
                label="Previous shot"
                title="Previous shot (,)"
                onClick={() => moveToShot(-1)}
              />
              <IconButton icon="next" label="Next shot" title="Next shot (.)" onClick={() => moveToShot(1)} />
            </>
          )}
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
          <IconButton icon="out" label="Zoom out" title="Zoom out (-)" onClick={() => zoomBy(2)} />
          <IconButton icon="in" label="Zoom in" title="Zoom in (+)" onClick={() => zoomBy(0.5)} />
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
  if (state === 'waiting') {
    return (
      <div class="reading">
        <span class="pale">Queued</span>
        <IconButton icon="close" label="Stop reading" title="Stop reading" onClick={() => work?.stop()} />
      </div>
    );
  }
  if (state === 'canceled') return <Stopped item={item} />;
  if (state === 'done') {
    const warnings = item.warnings.value;
    return warnings.length > 0 ? <p class="problem">{warnings.join(' ')}</p> : null;
  }
  const share = progress === null ? 0 : progress.done / Math.max(1, progress.total);
  return (
    <div class="reading">
      <progress value={share} max={1} aria-label="Reading progress" />
      <span class="pale" data-stage={progress?.stage}>
        {state === 'paused'
          ? 'Paused'
          : progress === null
            ? 'Opening...'
            : `${STAGES[progress.stage]}, ${formatSharePercent(share)}`}
      </span>
      {state === 'paused' ? (
        <IconButton icon="resume" label="Resume" title="Resume" onClick={() => work?.resume?.()} />
      ) : (
        <IconButton icon="pause" label="Pause" title="Pause" onClick={() => work?.pause?.()} />
      )}
      <IconButton icon="close" label="Stop reading" title="Stop reading" onClick={() => work?.stop()} />
    </div>
  );
}

function HighlightControl({ color }: { readonly color: string }): JSX.Element {
  const where = colorMatches.value;
  const total = where?.masks.length ?? 1;
  return (
    <div class="highlight">
      <span class="highlight-chip" style={{ backgroundColor: colorsOf(color)[0] }} />
      <span class="highlight-facts">
        <b>{color}</b>
        <span class="pale">
          {where === null || where.places === 0
            ? 'Not found'
            : `In ${formatSharePercent(where.places / total)} of frames, ${formatSharePercent(where.share)} of the picture`}
        </span>
      </span>
      <label class="highlight-tolerance">
        <span class="pale">Tolerance</span>
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
        <output>{tolerance.value}</output>
      </label>
      <IconButton icon="previous" label="Previous" title="Previous ([)" onClick={() => nextMatch(-1)} />
      <IconButton icon="next" label="Next" title="Next (])" onClick={() => nextMatch(1)} />
      <button
        type="button"
        class="text-button"
        aria-expanded={hasMomentRow.value}
        onClick={() => {
          hasMomentRow.value = !hasMomentRow.value;
        }}
      >
        {hasMomentRow.value ? 'Hide moments' : 'Moments'}
      </button>
      <IconButton
        icon="close"
        label="Clear highlight"
        title="Clear highlight (Esc)"
        onClick={() => {
          pickedColor.value = null;
        }}
      />
    </div>
  );
}
