import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { layoutNames, type PosterOptions } from '../../poster/index.ts';
import type { Item } from '../state/item.ts';
import { usePoster } from './use-poster.ts';

/** Every layout there is, each as it draws this film. */
export function LayoutPicker({
  item,
  chosen,
  onChoose,
}: {
  readonly item: Item;
  readonly chosen: string;
  readonly onChoose: (layout: string) => void;
}): JSX.Element {
  return (
    <fieldset class="layouts">
      <legend class="field-label">Layout</legend>
      {layoutNames.map((layout) => (
        <label key={layout} class={layout === chosen ? 'layout is-chosen' : 'layout'}>
          <input type="radio" name="layout" checked={layout === chosen} onChange={() => onChoose(layout)} />
          <LayoutPreview item={item} layout={layout} />
          <span>{layout}</span>
        </label>
      ))}
    </fieldset>
  );
}

function LayoutPreview({ item, layout }: { readonly item: Item; readonly layout: string }): JSX.Element {
  const options = useComputed((): PosterOptions => ({ layout, title: '' }));
  const { url } = usePoster(item, options).value;
  return <span class="layout-preview">{url !== null && <img src={url} alt="" />}</span>;
}
