import type { Fingerprint } from '../../../../core/fingerprint/index.ts';
import type { PanelArrangement, PosterOptions } from '../../../../core/poster/index.ts';
import type { DrawingOptions } from '../../../../core/protocol/index.ts';
import { packPanelFilms, type TitledFingerprint, writeData } from '../../drawing/drawer.ts';
import type { DrawnPoster } from '../../drawing/messages.ts';
import { rasterize } from '../../drawing/rasterize.ts';
import { drawOnServer, drawPanelOnServer } from '../../reading/connection.ts';
import type { Item } from '../../state/item.ts';
import { dpi, font } from '../../state/making/choices.ts';

/** Download a file. */
export function save(content: string | Blob | Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The stem of an item's files: the film's file name, otherwise its title. A partial one is marked. */
export function stemOf(item: Item): string {
  const name = item.head.value?.film.name ?? item.title.value;
  const stem = name.replace(/\.[^.]*$/, '').replace(/[\\/:*?"<>|\p{Cc}]/gu, '_') || 'film';
  return item.fingerprint.value === null ? `${stem} (partial)` : stem;
}

const toLength = (value: number) => ({ value, unit: 'mm' as const });

/** Convert poster options to those of the command line, which the server expects. */
function toDrawingOptions(options: PosterOptions, poster: DrawnPoster): DrawingOptions {
  const { widthMm, heightMm, ...rest } = options;
  const hasSize = widthMm !== undefined || heightMm !== undefined;
  const size = { width: toLength(widthMm ?? poster.widthMm), height: toLength(heightMm ?? poster.heightMm) };
  // Other lengths too have a unit there, and names without one.
  const stated = Object.entries(rest).map(([name, value]) =>
    name.endsWith('Mm') ? [name.slice(0, -2), toLength(value as number)] : [name, value],
  );
  return {
    ...Object.fromEntries(stated),
    // Without the letters that no font has: the server would refuse them.
    title: poster.title,
    font: font.value,
    dpi: dpi.value,
    ...(hasSize && { size }),
  };
}

/** Draw a poster on the server. @throws {ConnectionError} */
export const drawServerFile = async (
  format: string,
  fingerprint: Fingerprint,
  options: PosterOptions,
  poster: DrawnPoster,
): Promise<Blob> => drawOnServer(format, toDrawingOptions(options, poster), await writeData(fingerprint, 'json'));

/** A panel to be drawn. */
export interface PanelInput {
  readonly films: readonly [TitledFingerprint, ...TitledFingerprint[]];
  readonly options: PosterOptions;
  readonly arrangement: PanelArrangement;
}

/**
 * Draw the panel of all films on the server.
 *
 * @param poster the same panel, as the page draws it.
 * @throws {ConnectionError}
 */
export async function drawServerPanel(
  format: string,
  { films, options, arrangement }: PanelInput,
  poster: DrawnPoster,
): Promise<Blob> {
  const { widthMm, heightMm, ...rest } = options;
  // A panel takes the proportion of its pictures, which needs both sides.
  const shape = widthMm === undefined || heightMm === undefined ? {} : { widthMm, heightMm };
  const { across, sort } = arrangement;
  const drawing: DrawingOptions = {
    ...toDrawingOptions({ ...rest, ...shape }, poster),
    width: toLength(arrangement.widthMm),
    gap: toLength(arrangement.gapMm),
    ...(across !== undefined && { across }),
    ...(sort !== undefined && { sort }),
  };
  return drawPanelOnServer(format, drawing, await packPanelFilms(films, options, font.value));
}

const MM_PER_INCH = 25.4;
/** Longest side of a picture to copy or share, pixels. */
const MAX_SHARED = 3000;

/** Draw a poster as a PNG that other programs take quickly. */
export function drawSharedPng({ svg, widthMm, heightMm }: DrawnPoster): Promise<Blob> {
  const longest = (Math.max(widthMm, heightMm) * dpi.value) / MM_PER_INCH;
  return rasterize(svg, widthMm, heightMm, dpi.value * Math.min(1, MAX_SHARED / longest));
}

/** Put a picture on the clipboard. @throws {DOMException} if the browser does not allow it. */
export async function copyPicture(draw: () => Promise<Blob>): Promise<void> {
  // The promise goes into the item: Safari allows writing only in the event itself.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': draw() })]);
}

/** Whether the platform has a sheet to share pictures with other programs. */
export function canSharePictures(): boolean {
  const probe = new File([''], 'poster.png', { type: 'image/png' });
  return navigator.canShare?.({ files: [probe] }) ?? false;
}

/** Open the platform's share sheet. */
export async function sharePicture(draw: () => Promise<Blob>, stem: string): Promise<void> {
  const file = new File([await draw()], `${stem}.png`, { type: 'image/png' });
  try {
    await navigator.share({ files: [file], title: stem });
  } catch (error) {
    // The user closed the sheet.
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
}
