import type { JSX } from 'preact';
import { POSTER_OPTIONS } from '../../../../core/options/index.ts';
import { FONT_NAMES, type FontName } from '../../../../core/type/index.ts';
import type { Item } from '../../state/item.ts';
import { choose, font, NO_CHOICES, panelTitle, setFilmTitle, titles } from '../../state/making/choices.ts';
import { findProblem } from './option-problem.ts';
import { Resettable } from './resettable.tsx';

/** The title of the film's poster, and its typeface. */
export function TitleControls({
  item,
  isTogether,
}: {
  readonly item: Item;
  readonly isTogether: boolean;
}): JSX.Element {
  return (
    <>
      {isTogether ? <PanelTitle /> : <FilmTitle item={item} />}
      <Resettable
        name="font"
        label="Typeface"
        isChanged={font.value !== NO_CHOICES.font}
        onReset={() => choose({ font: NO_CHOICES.font }, 'Typeface')}
      >
        {(attributes) => (
          <select
            {...attributes}
            value={font.value}
            onChange={(event) => choose({ font: event.currentTarget.value as FontName }, 'Typeface')}
          >
            {FONT_NAMES.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        )}
      </Resettable>
    </>
  );
}

function FilmTitle({ item }: { readonly item: Item }): JSX.Element {
  const title = titles.value[item.id];
  return (
    <Resettable
      name="title"
      label="Title"
      problem={findProblem('Title', 'title', POSTER_OPTIONS.title!, title)}
      isChanged={title !== undefined}
      onReset={() => setFilmTitle(item.id, undefined)}
    >
      {(attributes) => (
        <textarea
          {...attributes}
          rows={2}
          value={title ?? item.title.value}
          onInput={(event) => setFilmTitle(item.id, event.currentTarget.value)}
        />
      )}
    </Resettable>
  );
}

function PanelTitle(): JSX.Element {
  const set = (title: string) => choose({ panelTitle: title }, 'Panel title', 'panel title');
  return (
    <Resettable
      name="title"
      label="Panel title"
      problem={findProblem('Panel title', 'title', POSTER_OPTIONS.title!, panelTitle.value)}
      isChanged={panelTitle.value !== ''}
      onReset={() => set('')}
    >
      {(attributes) => (
        <textarea
          {...attributes}
          rows={1}
          value={panelTitle.value}
          onInput={(event) => set(event.currentTarget.value)}
        />
      )}
    </Resettable>
  );
}
