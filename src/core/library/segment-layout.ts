import type { FilmEntry } from './film/index-film.ts';
import { countValues, SEGMENT_SECTIONS, type SectionName } from './segment.ts';

/** Sections begin at multiples of this many bytes. */
const ALIGNMENT = 8;

/** The arrays of a segment in the order in which they lie in a file or a message. */
export const SECTION_NAMES: readonly SectionName[] = Object.keys(SEGMENT_SECTIONS) as SectionName[];

/** Where the arrays of a segment lie. */
export interface SectionLayout {
  /** Byte offset and number of values of each array. */
  readonly sections: Readonly<Record<SectionName, { readonly offset: number; readonly count: number }>>;
  /** Byte offset after the last array, aligned. */
  readonly end: number;
}

/** Plan where the arrays of films lie. @param offset where the first may begin. */
export function planSections(
  entries: readonly Pick<FilmEntry, 'moments' | 'swatches'>[],
  offset: number,
): SectionLayout {
  const align = (at: number) => Math.ceil(at / ALIGNMENT) * ALIGNMENT;
  const counts = countValues(entries);
  const sections = {} as Record<SectionName, { offset: number; count: number }>;
  let end = align(offset);
  for (const name of SECTION_NAMES) {
    sections[name] = { offset: end, count: counts[name] };
    end = align(end + counts[name] * SEGMENT_SECTIONS[name].BYTES_PER_ELEMENT);
  }
  return { sections, end };
}
