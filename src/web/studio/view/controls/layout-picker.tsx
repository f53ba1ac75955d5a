import type { JSX } from 'preact';
import { layoutNames } from '../../../../core/poster/index.ts';
import { drawPreview } from '../../drawing/drawer.ts';
import type { Item } from '../../state/item.ts';
import { useDrawing } from '../use-drawing.ts';

/** All layouts, each with a preview of this film. */
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
  const { url } = useDrawing(() => {
    const fingerprint = item.drawable.value;
    return fingerprint && (() => drawPreview(fingerprint, layout));
  }).value;
  return <span class="layout-preview">{url !== null && <img src={url} alt="" />}</span>;
}
