import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { wallContent } from '../../state/wall/wall-films.ts';
import {
  clearSearch,
  isSearching,
  searchColors,
  searchStill,
  type WallResult,
  wallProblem,
  wallResult,
} from '../../state/wall/wall-search.ts';
import {
  shownFilms,
  WALL_ORDERS,
  type WallOrder,
  wallFilter,
  wallMode,
  wallOrder,
} from '../../state/wall/wall-view.ts';

/** What a result is of, in words. */
const RESULT_LABELS: Readonly<Record<WallResult['kind'], string>> = {
  colors: 'Films with',
  still: 'Films like',
  similar: 'Films similar to',
};

/** The heading of the wall, the filter, the order and the search. */
export function WallTools(): JSX.Element {
  const { films } = wallContent.value;
  const [shown, result] = [shownFilms.value.length, wallResult.value];
  return (
    <div class="wall-tools">
      <div class="wall-head">
        <h1>{result === null ? 'All films' : `${RESULT_LABELS[result.kind]} ${result.label}`}</h1>
        <p class="pale" role="status" data-took-ms={result?.tookMs}>
          {isSearching.value
            ? 'Searching...'
            : shown === films.length
              ? `${films.length} films`
              : `${shown} of ${films.length} films`}
        </p>
        {result !== null && (
          <button type="button" class="text-button" onClick={clearSearch}>
            Show all
          </button>
        )}
      </div>
      <ColorSearch />
      <div class="wall-fields">
        <label>
          <span class="unseen">Filter by title, year or file name</span>
          <input
            type="search"
            placeholder="Filter by title or year"
            value={wallFilter.value}
            onInput={(event) => {
              wallFilter.value = event.currentTarget.value;
            }}
          />
        </label>
        <label class="wall-order">
          <span class="pale">Sort by</span>
          <select
            value={wallOrder.value}
            disabled={result !== null}
            title={result === null ? undefined : 'The best match is first'}
            onChange={(event) => {
              wallOrder.value = event.currentTarget.value as WallOrder;
            }}
          >
            {Object.entries(WALL_ORDERS).map(([order, label]) => (
              <option key={order} value={order}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <ModeSwitch />
      </div>
    </div>
  );
}

/** The search for colours, as text or of a picture. */
function ColorSearch(): JSX.Element {
  const text = useSignal('');
  const file = useRef<HTMLInputElement>(null);
  return (
    <form
      class="wall-search"
      onSubmit={(event) => {
        event.preventDefault();
        searchColors(text.value);
      }}
    >
      <label>
        <span class="unseen">Search by colours</span>
        <input
          type="search"
          placeholder="Colours: teal, #b5342b:30%, not red"
          aria-describedby={wallProblem.value === null ? undefined : 'wall-problem'}
          aria-invalid={wallProblem.value !== null}
          value={text.value}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            if (text.value === '') searchColors('');
          }}
        />
      </label>
      <button type="submit" class="button">
        Search
      </button>
      <button type="button" class="button" onClick={() => file.current?.click()}>
        By an image
      </button>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/*"
        aria-label="Image to search by"
        onChange={(event) => {
          const [still] = event.currentTarget.files ?? [];
          if (still !== undefined) searchStill(still);
          event.currentTarget.value = '';
        }}
      />
      {wallProblem.value !== null && (
        <p id="wall-problem" class="problem" role="alert">
          {wallProblem.value}
        </p>
      )}
    </form>
  );
}

function ModeSwitch(): JSX.Element {
  return (
    <fieldset class="switch">
      <legend class="unseen">Show films as</legend>
      {(['list', 'map'] as const).map((mode) => (
        <label key={mode} class={wallMode.value === mode ? 'is-chosen' : ''}>
          <input
            type="radio"
            name="wall-mode"
            checked={wallMode.value === mode}
            onChange={() => {
              wallMode.value = mode;
            }}
          />
          {mode === 'list' ? 'List' : 'Map'}
        </label>
      ))}
    </fieldset>
  );
}
