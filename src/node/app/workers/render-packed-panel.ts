import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Fingerprint, FormatError, parseFingerprint } from '../../../core/fingerprint/index.ts';
import { RenderError } from '../../../core/poster/index.ts';
import { makePanel, renderPanel } from '../outputs/panel.ts';
import type { Output } from '../outputs/render.ts';
import type { PanelLimits, PanelTask } from './render-messages.ts';

/**
 * Draw a panel of packed fingerprints. They are unpacked twice, to count them and to draw them, so
 * that one at a time is in memory.
 *
 * @throws {FormatError} for something else than packed fingerprints, or too many of them.
 * @throws {OptionError}
 * @throws {RenderError}
 */
export async function renderPackedPanel({ fingerprints, limits, format, options }: PanelTask): Promise<Output> {
  const warnings: string[] = [];
  const names: string[] = [];
  for await (const _ of unpack(fingerprints, limits)) names.push(`film ${names.length + 1}`);
  const films = unpack(fingerprints, limits);
  const read = async (): Promise<Fingerprint | null> => {
    const { value } = await films.next();
    return value === undefined ? null : parseFingerprint(value.toString());
  };
  const drawn = await makePanel(names, options, read, (name, error) => warnings.push(`${name}: ${error.message}`));
  if (drawn === null) throw new RenderError('lacks-data', warnings.join('; ') || 'there is no film to draw');
  return { content: await renderPanel(drawn, format, options), warnings: [...warnings, ...drawn.warnings] };
}

/** Decompress fingerprints one after another, as UTF-8. @throws {FormatError} */
async function* unpack(packed: Uint8Array, limits: PanelLimits): AsyncGenerator<Buffer, void, undefined> {
  const end = limits.separator.charCodeAt(0);
  let [parts, bytes, films]: [Buffer[], number, number] = [[], 0, 0];
  const add = (part: Buffer): void => {
    parts.push(part);
    bytes += part.length;
    if (bytes > limits.bytes) throw new FormatError('not-a-fingerprint', 'a fingerprint of the panel is too large');
  };
  const source = Readable.from([packed], { objectMode: false });
  try {
    for await (const piece of source.pipe(createGunzip()) as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = piece.indexOf(end); at >= 0; at = piece.indexOf(end, from)) {
        add(piece.subarray(from, at));
        if (++films > limits.films) {
          throw new FormatError('not-a-fingerprint', `a panel has at most ${limits.films} films here`);
        }
        yield Buffer.concat(parts);
        [parts, bytes, from] = [[], 0, at + 1];
      }
      add(piece.subarray(from));
    }
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    throw new FormatError('not-a-fingerprint', 'the fingerprints of the panel are not compressed with gzip', { cause });
  }
  if (bytes > 0) throw new FormatError('not-a-fingerprint', 'the last fingerprint of the panel is cut off');
}
