import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { hasLibrary } from '../reading/connection.ts';
import { isHelpOpen } from '../state/first-visit.ts';
import type { Item } from '../state/item.ts';
import { closeItem } from '../state/making/close-item.ts';
import { shots } from '../state/shots.ts';
import { current, currentId, items, MODES, type Mode, mode, showItem } from '../state/studio.ts';
import { theme, toggleTheme } from '../state/theme.ts';
import { closeWall, isWallOpen, openWall } from '../state/wall/wall-open.ts';
import { IconButton } from './controls/icon-button.tsx';
import { Icon } from './controls/icons.tsx';
import { OpenButton } from './controls/open-button.tsx';

const VIEWS: Readonly<Record<Mode, string>> = {
  explore: 'Explore',
  shots: 'Shots',
  compare: 'Compare',
  poster: 'Poster',
};

/** The bar at the top: the shelf, the choice of view, the theme. */
export function Header(): JSX.Element {
  const item = current.value;
  const hasTwo = items.value.length > 1 || mode.value === 'compare';
  const hasShots = shots.value !== null || mode.value === 'shots';
  return (
    <header class="header">
      <button type="button" class="wordmark" onClick={closeWall}>
        Chromatheque
      </button>
      {items.value.length > 0 && <Shelf />}
      <div class="header-end">
        {item !== null && item.strip.value !== null && (
          <fieldset class="switch">
            <legend class="unseen">View</legend>
            {MODES.filter((one) => (one !== 'shots' || hasShots) && (one !== 'compare' || hasTwo)).map((one) => (
              <label key={one} class={mode.value === one ? 'is-chosen' : ''}>
                <input
                  type="radio"
                  name="mode"
                  checked={mode.value === one}
                  onChange={() => {
                    mode.value = one;
                  }}
                />
                {VIEWS[one]}
              </label>
            ))}
          </fieldset>
        )}
        {(hasLibrary.value || items.value.length > 1 || isWallOpen.value) && (
          <button type="button" class="text-button" aria-pressed={item === null && isWallOpen.value} onClick={openWall}>
            All films
          </button>
        )}
        {items.value.length > 0 && (
          <OpenButton className="icon-button" label="Open films, fingerprints or images">
            <Icon name="open" />
          </OpenButton>
        )}
        <IconButton
          icon="help"
          label="Gestures and keys"
          title="Gestures and keys (?)"
          onClick={() => {
            isHelpOpen.value = true;
          }}
        />
        <IconButton
          icon={theme.value === 'dark' ? 'light' : 'dark'}
          label={theme.value === 'dark' ? 'Light theme' : 'Dark theme'}
          title={theme.value === 'dark' ? 'Light theme' : 'Dark theme'}
          onClick={toggleTheme}
        />
      </div>
    </header>
  );
}

function Shelf(): JSX.Element {
  return (
    <nav class="shelf" aria-label="Open items">
      {items.value.map((item) => (
        <ShelfTab key={item.id} item={item} />
      ))}
    </nav>
  );
}

function ShelfTab({ item }: { readonly item: Item }): JSX.Element {
  const isShown = item.id === currentId.value;
  const title = item.title.value;
  const tab = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (isShown) tab.current!.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isShown, title]);
  return (
    <span ref={tab} class={isShown ? 'tab is-shown' : 'tab'}>
      <button type="button" class="tab-name" title={title} aria-current={isShown} onClick={() => showItem(item.id)}>
        {title}
      </button>
      <button type="button" class="tab-close" aria-label={`Close ${title}`} onClick={() => closeItem(item)}>
        <Icon name="close" />
      </button>
    </span>
  );
}
