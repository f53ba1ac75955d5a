import { formatPercent } from '../../core/text/index.ts';
import type { PageSwatch } from './columns.ts';
import { byId } from './element.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** A button that shows and copies a colour. */
interface SwatchButton {
  readonly item: Element;
  readonly button: HTMLElement;
  readonly block: Element;
  readonly code: Element;
  readonly share: Element;
}

/**
 * Fill a list with buttons that show and copy colours.
 *
 * @param most as many as the most colourful frame needs, so that the page keeps its height.
 * @param nameOf writes what stands below a colour's code.
 * @returns shows the colours of a frame in the list.
 */
export function fillSwatchList(
  list: HTMLElement,
  most: number,
  nameOf: (swatch: PageSwatch) => string,
): (swatches: readonly PageSwatch[]) => void {
  const buttons = Array.from({ length: most }, () => makeButton(list));
  return (swatches) => {
    for (const [i, button] of buttons.entries()) setSwatch(button, swatches[i], nameOf);
  };
}

function makeButton(list: HTMLElement): SwatchButton {
  const item = byId('swatch', HTMLTemplateElement).content.firstElementChild!.cloneNode(true) as Element;
  list.append(item);
  const find = <Kind extends Element>(selector: string): Kind => item.querySelector<Kind>(selector)!;
  return { item, button: find('button'), block: find('rect'), code: find('b'), share: find('span') };
}

/** Draw colours side by side, each as wide as its share. */
export function drawShares(band: SVGElement, swatches: readonly PageSwatch[]): void {
  let x = 0;
  const rects = swatches.map(({ color, share }) => {
    const rect = makeRect(color, x, share);
    x += share;
    return rect;
  });
  band.replaceChildren(...rects);
}

function makeRect(color: string, x: number, width: number): SVGElement {
  const rect = document.createElementNS(SVG, 'rect') as SVGElement;
  for (const [name, value] of Object.entries({ x, y: 0, width, height: 1, fill: color })) {
    rect.setAttribute(name, String(value));
  }
  return rect;
}

function setSwatch(
  { item, button, block, code, share }: SwatchButton,
  swatch: PageSwatch | undefined,
  nameOf: (swatch: PageSwatch) => string,
): void {
  item.classList.toggle('is-absent', swatch === undefined);
  if (swatch === undefined) return;
  button.dataset.color = swatch.color;
  block.setAttribute('fill', swatch.color);
  code.textContent = swatch.color;
  share.textContent = nameOf(swatch);
}

/** Write the share of a colour; 0.0 % would say that it is not there. */
export function formatSwatchShare(share: number): string {
  return share < 0.001 ? 'under 0.1 %' : formatPercent(share, { decimals: 1 });
}
