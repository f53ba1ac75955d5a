import { signal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { layoutNames, type PosterOptions } from '../../../../core/poster/index.ts';
import type { FontName } from '../../../../core/type/index.ts';
import { paintPreview } from '../../drawing/drawer.ts';
import type { Item } from '../../state/item.ts';
import { font, titles } from '../../state/making/choices.ts';
import { fitOptions, optionsFor } from '../../state/poster.ts';
import { useDrawing, type Wanted } from '../poster/use-drawing.ts';

/** What previews are drawn with. Follows the choices after a pause. */
const previewed = signal<{ readonly options: PosterOptions; readonly font: FontName }>({ options: {}, font: 'sans' });

/** Previews are drawn when nothing was changed for this long, milliseconds. */
const PAUSE_MS = 350;

/** All layouts, each with a preview of this film with the chosen options. */
export function LayoutPicker({
  item,
  chosen,
  onChoose,
}: {
  readonly item: Item;
  readonly chosen: string;
  readonly onChoose: (layout: string) => void;
}): JSX.Element {
  useSignalEffect(() => {
    const { layout: _, ...options } = optionsFor([item.fingerprint.value]);
    const title = titles.value[item.id];
    const next = { options: { ...options, ...(title !== undefined && { title }) }, font: font.value };
    const timer = setTimeout(() => {
      if (JSON.stringify(next) !== JSON.stringify(previewed.peek())) previewed.value = next;
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <fieldset class="layouts">
      <legend class="unseen">Layout</legend>
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
  const { url } = useDrawing((): Wanted | null => {
    const fingerprint = item.drawable.value;
    const { options, font: typeface } = previewed.value;
    const draw = async () => {
      return { picture: await paintPreview(fingerprint!, fitOptions(options, layout), typeface), poster: null };
    };
    return fingerprint && { subject: String(item.id), draw };
  }).value;
  return <span class="layout-preview">{url !== null && <img src={url} alt="" />}</span>;
}
