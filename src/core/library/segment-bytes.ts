import type { FilmEntry } from './film/index-film.ts';
import { countValues, type LibrarySegment, SEGMENT_SECTIONS, type SectionName, type SegmentArrays } from './segment.ts';
import { planSections, SECTION_NAMES } from './segment-layout.ts';

/** How many films, moments and swatches bytes are for: what their reader needs to know beforehand. */
type FilmSize = Pick<FilmEntry, 'moments' | 'swatches'>;

/** The number of bytes of the arrays of films. */
export const measureSegment = (films: readonly FilmSize[]): number => planSections(films, 0).end;

/**
 * Join the arrays of a segment to bytes, to be sent to a page. The numbers are stored as this
 * machine stores them: both sides are little endian.
 */
export function packSegment(segment: LibrarySegment): Uint8Array<ArrayBuffer> {
  const { sections, end } = planSections(segment.entries, 0);
  const bytes = new Uint8Array(end);
  const counts = countValues(segment.entries);
  for (const name of SECTION_NAMES) {
    const { buffer, byteOffset, byteLength } = segment.read(name, 0, counts[name]);
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), sections[name].offset);
  }
  return bytes;
}

/**
 * Read the bytes of {@link packSegment}.
 *
 * @param entries the films, in order.
 * @param bytes are used as they lie: the caller does not change them.
 * @returns null for bytes that do not belong to these films.
 */
export function unpackSegment<Entry extends FilmEntry>(
  entries: readonly Entry[],
  bytes: ArrayBuffer,
): LibrarySegment<Entry> | null {
  const { sections, end } = planSections(entries, 0);
  if (bytes.byteLength !== end) return null;
  const read = <Name extends SectionName>(name: Name, from: number, to: number): SegmentArrays[Name] => {
    const Section = SEGMENT_SECTIONS[name];
    return new Section(bytes, sections[name].offset + from * Section.BYTES_PER_ELEMENT, to - from);
  };
  const points = read('points', 0, sections.points.count);
  const counts = read('counts', 0, sections.counts.count);
  let moment = 0;
  for (const { moments, swatches } of entries) {
    let sum = 0;
    for (const last = moment + moments; moment < last; moment++) sum += counts[moment]!;
    if (sum !== swatches) return null;
  }
  return { entries, points, counts, read };
}
