import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Item } from '../state/item.ts';
import { current, currentId, items, mode, removeItem, showItem } from '../state/studio.ts';
import { theme, toggleTheme } from '../state/theme.ts';
import { IconButton } from './controls/icon-button.tsx';
import { Icon } from './controls/icons.tsx';
import { OpenButton } from './controls/open-button.tsx';

/** The line above all: what is on the shelf, looking or making, light or dark. */
export function Header(): JSX.Element {
  const item = current.value;
  return (
    <header class="header">
      <button type="button" class="wordmark" onClick={() => showItem(null)}>
        Chromatheque
      </button>
      {items.value.length > 0 && <Shelf />}
      <div class="header-end">
        {item !== null && item.board.value !== null && (
          <fieldset class="switch">
            <legend class="unseen">What to do</legend>
            {(['look', 'make'] as const).map((one) => (
              <label key={one} class={mode.value === one ? 'is-chosen' : ''}>
                <input
                  type="radio"
                  name="mode"
                  checked={mode.value === one}
                  onChange={() => {
                    mode.value = one;
                  }}
                />
                {one === 'look' ? 'Look' : 'Make'}
              </label>
            ))}
          </fieldset>
        )}
        {items.value.length > 0 && (
          <OpenButton className="icon-button" label="Open films, fingerprints or pictures">
            <Icon name="open" />
          </OpenButton>
        )}
        <IconButton
          icon={theme.value === 'dark' ? 'light' : 'dark'}
          label={theme.value === 'dark' ? 'Light ground' : 'Dark ground'}
          title={theme.value === 'dark' ? 'Light ground' : 'Dark ground'}
          onClick={toggleTheme}
        />
      </div>
    </header>
  );
}

function Shelf(): JSX.Element {
  return (
    <nav class="shelf" aria-label="Shelf">
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
      <button type="button" class="tab-name" aria-current={isShown} onClick={() => showItem(item.id)}>
        {title}
      </button>
      <button
        type="button"
        class="tab-close"
        aria-label={`Take ${title} off the shelf`}
        onClick={() => removeItem(item)}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}
