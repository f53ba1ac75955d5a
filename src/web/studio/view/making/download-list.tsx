import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import type { Fingerprint } from '../../../../core/fingerprint/index.ts';
import type { PosterOptions } from '../../../../core/poster/index.ts';
import { writeData, writePage, writeSwatches } from '../../drawing/drawer.ts';
import type { DrawnPoster } from '../../drawing/messages.ts';
import { rasterize } from '../../drawing/rasterize.ts';
import { session } from '../../reading/connection.ts';
import type { Item } from '../../state/item.ts';
import { dpi } from '../../state/making/choices.ts';
import { knownShare } from '../../state/making/known-share.ts';
import { partialFingerprint } from '../../state/making/partial-fingerprint.ts';
import { formatSharePercent } from '../format.ts';
import { exportProblem, runExport } from './export-problem.ts';
import { DATA_FORMATS, type FileFormat, formatBytes, HTML, PDF, PNG, SVG, SWATCH_FORMATS } from './file-formats.ts';
import { drawServerFile, drawServerPanel, type PanelInput, save, stemOf } from './poster-files.ts';

/** As in the command line's `palette`. */
const PALETTE_COLORS = 5;
const MM_PER_INCH = 25.4;

const NO_PDF = 'PDF is written by the server: run `chromatheque studio` and open the address that it prints.';

/** What is exported. */
export interface ExportInput {
  readonly item: Item;
  /** The shown poster; null if there is none, or it is not what is chosen. */
  readonly poster: DrawnPoster | null;
  /** Why there is no picture to export, as a sentence; null if there is one. */
  readonly obstacle: string | null;
  readonly options: PosterOptions;
  /** Draws the poster of the choices. */
  readonly draw: () => Promise<DrawnPoster>;
  /** The panel of all films; null for the poster of this film. */
  readonly panel: PanelInput | null;
}

interface FileEntry extends FileFormat {
  /** Unique among all entries. */
  readonly key: string;
  readonly size: string | null;
  readonly obstacle: string | null;
  make(): Promise<string | Blob | Uint8Array<ArrayBuffer>>;
}

/** All files that can be written, with their sizes and what each is for. */
export function DownloadList(input: ExportInput): JSX.Element {
  const { item, poster, obstacle, options, draw, panel } = input;
  const isTogether = panel !== null;
  const bytes = useDataSizes(item);
  const isPartial = !isTogether && item.fingerprint.value === null;
  const stem = isTogether ? 'panel' : stemOf(item);
  const formats = (isTogether ? session.value?.panelFormats : session.value?.formats) ?? [];
  const known = (): Fingerprint => partialFingerprint(item)!;
  const dataObstacle = !isPartial || knownShare(item) > 0 ? null : 'Nothing of the film is read yet.';
  const pixels = poster && toPixels(poster, dpi.value);
  const picture = (format: FileFormat, size: string | null | undefined, make: FileEntry['make']): FileEntry => {
    return { ...format, key: format.name, size: size ?? null, obstacle, make };
  };
  const fromServer = async (format: string) =>
    panel === null
      ? drawServerFile(format, known(), options, await draw())
      : drawServerPanel(format, panel, await draw());
  const pdf = picture(PDF, poster && `${toMm(poster.widthMm)} × ${toMm(poster.heightMm)} mm`, () => fromServer('pdf'));
  const images = [
    // The shown panel has fewer columns.
    picture(SVG, poster && !isTogether ? formatBytes(poster.svg.size) : null, async () => (await draw()).svg),
    picture(PNG, pixels && `${pixels[0]} × ${pixels[1]} px`, async () => {
      if (formats.includes('png')) return fromServer('png');
      const { svg, widthMm, heightMm } = await draw();
      return rasterize(svg, widthMm, heightMm, dpi.value);
    }),
    formats.includes('pdf') ? pdf : { ...pdf, obstacle: NO_PDF },
    ...(isTogether ? [] : [{ ...picture(HTML, null, () => writePage(known(), options)), obstacle: dataObstacle }]),
  ];
  const data = DATA_FORMATS.map((format): FileEntry => {
    const size = bytes[format.extension];
    const make = () => writeData(known(), format.extension);
    return {
      ...format,
      key: format.name,
      size: size === undefined ? null : formatBytes(size),
      obstacle: dataObstacle,
      make,
    };
  });
  const swatches = SWATCH_FORMATS.map((format): FileEntry => {
    const kind = format.extension === 'palette.json' ? 'json' : format.extension;
    const make = () => writeSwatches(known(), kind, PALETTE_COLORS, 'presence');
    return { ...format, key: `${format.name} swatches`, size: null, obstacle: dataObstacle, make };
  });
  return (
    <>
      {isPartial && (
        <p class="pale">{formatSharePercent(knownShare(item))} of the film is read. The files are marked as partial.</p>
      )}
      <Formats title="Image" entries={images} stem={stem} />
      {!isTogether && (
        <>
          <Formats title="Data" entries={data} stem={stem} />
          <Formats title="Swatches" entries={swatches} stem={stem} />
        </>
      )}
    </>
  );
}

function Formats({
  title,
  entries,
  stem,
}: {
  readonly title: string;
  readonly entries: readonly FileEntry[];
  readonly stem: string;
}): JSX.Element {
  const id = useId();
  const reasons = [...new Set(entries.map(({ obstacle }) => obstacle))].filter((reason) => reason !== null);
  return (
    <section class="export-row" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul>
        {entries.map((entry) => (
          <Format key={entry.key} entry={entry} stem={stem} />
        ))}
      </ul>
      {reasons.map((reason) => (
        <p key={reason} class="pale">
          {reason}
        </p>
      ))}
    </section>
  );
}

function Format({ entry, stem }: { readonly entry: FileEntry; readonly stem: string }): JSX.Element {
  const id = useId();
  const isBusy = useSignal(false);
  const problem = exportProblem.value?.name === entry.key ? exportProblem.value.text : null;
  const download = async () => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    await runExport(entry.key, async () => save(await entry.make(), `${stem}.${entry.extension}`));
    isBusy.value = false;
  };
  return (
    <li class="format">
      <button
        type="button"
        class="button"
        disabled={entry.obstacle !== null}
        aria-busy={isBusy.value}
        aria-describedby={id}
        onClick={download}
      >
        {entry.name}
      </button>
      <span id={id}>
        {`${entry.purpose} `}
        <small class="pale">{isBusy.value ? 'Writing...' : (entry.size ?? '')}</small>
      </span>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}

/** Sizes of the data files in bytes, as soon as they are known. Unknown for a film that is being read. */
function useDataSizes(item: Item): Readonly<Record<string, number>> {
  const sizes = useSignal<Readonly<Record<string, number>>>({});
  const fingerprint = item.fingerprint.value;
  useEffect(() => {
    if (fingerprint === null) return;
    for (const { extension } of DATA_FORMATS) {
      // A file that cannot be written has no size; its button reports why.
      void writeData(fingerprint, extension).then(
        (text) => {
          sizes.value = { ...sizes.peek(), [extension]: text.length };
        },
        () => {},
      );
    }
  }, [fingerprint, sizes]);
  return sizes.value;
}

const toMm = (mm: number): number => Math.round(mm * 10) / 10;

const toPixels = ({ widthMm, heightMm }: DrawnPoster, resolution: number): readonly [number, number] | null =>
  Number.isNaN(resolution)
    ? null
    : [Math.round((widthMm * resolution) / MM_PER_INCH), Math.round((heightMm * resolution) / MM_PER_INCH)];
