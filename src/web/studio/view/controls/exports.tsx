import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PosterOptions } from '../../../../core/poster/index.ts';
import type { DrawingOptions } from '../../../../core/protocol/index.ts';
import { writeData, writePage, writeSwatches } from '../../drawing/drawer.ts';
import type { DrawnPoster, SwatchFormat } from '../../drawing/messages.ts';
import { rasterize } from '../../drawing/rasterize.ts';
import { drawOnServer, session } from '../../reading/connection.ts';
import type { Item } from '../../state/item.ts';
import { dpi, font } from '../../state/poster.ts';

/** As in the command line's `palette`. */
const PALETTE_COLORS = 5;

type Content = string | Blob | Uint8Array<ArrayBuffer>;

/** Download a file. */
function save(content: Content, name: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The stem of an item's downloads: the film's file name, otherwise its title. */
function stemOf(item: Item): string {
  const name = item.head.value?.film.name ?? item.title.value;
  return name.replace(/\.[^.]*$/, '').replace(/[\\/:*?"<>|\p{Cc}]/gu, '_') || 'film';
}

/** Convert poster options to those of the command line, which the server expects. */
function toDrawingOptions(
  { widthMm, heightMm, ...rest }: PosterOptions,
  poster: DrawnPoster,
  dpiValue: number,
): DrawingOptions {
  const length = (value: number) => ({ value, unit: 'mm' as const });
  const size = { width: length(widthMm ?? poster.widthMm), height: length(heightMm ?? poster.heightMm) };
  const hasSize = widthMm !== undefined || heightMm !== undefined;
  return { ...rest, font: font.value, dpi: dpiValue, ...(hasSize && { size }) };
}

/** Downloads of the poster, its fingerprint and its palette. */
export function Exports({
  item,
  poster,
  options,
  draw,
  isTogether,
}: {
  readonly item: Item;
  readonly poster: DrawnPoster | null;
  readonly options: PosterOptions;
  /** Draws the shown poster. */
  readonly draw: () => Promise<DrawnPoster>;
  /** Whether it is the panel of all films. */
  readonly isTogether: boolean;
}): JSX.Element {
  const problem = useSignal<string | null>(null);
  const fingerprint = item.fingerprint.value;
  const isReady = poster !== null && (fingerprint !== null || isTogether);
  const offer = (label: string, extension: string, make: () => Promise<Content>) => (
    <button
      type="button"
      class="button"
      disabled={!isReady}
      onClick={async () => {
        try {
          problem.value = null;
          save(await make(), `${isTogether ? 'panel' : stemOf(item)}.${extension}`);
        } catch (error) {
          problem.value = (error as Error).message;
        }
      }}
    >
      {label}
    </button>
  );
  const serverFormats = session.value?.formats ?? [];
  const fromServer = async (format: string) =>
    drawOnServer(format, toDrawingOptions(options, poster!, dpi.value), await writeData(fingerprint!, 'json'));
  const swatches = (label: string, format: SwatchFormat, extension: string = format) =>
    offer(label, extension, () => writeSwatches(fingerprint!, format, PALETTE_COLORS, 'presence'));
  return (
    <section class="exports" aria-labelledby="download">
      <h2 id="download">Download</h2>
      <div class="export-row">
        <h3>Image</h3>
        {offer('SVG', 'svg', async () => (await draw()).svg)}
        {offer('PNG', 'png', async () => {
          if (serverFormats.includes('png') && !isTogether) return fromServer('png');
          const { svg, widthMm, heightMm } = await draw();
          return rasterize(svg, widthMm, heightMm, dpi.value);
        })}
        {serverFormats.includes('pdf') && !isTogether && offer('PDF', 'pdf', () => fromServer('pdf'))}
        {!isTogether && offer('HTML', 'html', () => writePage(fingerprint!, options))}
      </div>
      {!isTogether && (
        <>
          <div class="export-row">
            <h3>Data</h3>
            {offer('JSON', 'json', () => writeData(fingerprint!, 'json'))}
            {offer('CSV', 'csv', () => writeData(fingerprint!, 'csv'))}
          </div>
          <div class="export-row">
            <h3>Swatches</h3>
            {swatches('ASE', 'ase')}
            {swatches('ACO', 'aco')}
            {swatches('GPL', 'gpl')}
            {swatches('CSS', 'css')}
            {swatches('JSON', 'json', 'palette.json')}
          </div>
        </>
      )}
      {!isReady && !isTogether && fingerprint === null && item.problem.value === null && (
        <p class="pale">Available once the whole film is read.</p>
      )}
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
    </section>
  );
}
