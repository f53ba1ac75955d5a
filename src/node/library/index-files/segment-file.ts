import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import {
  countValues,
  type FilmEntry,
  findFilmBlock,
  type IndexedPlace,
  type LibrarySegment,
  listPlaces,
  planSections,
  SECTION_NAMES,
  SEGMENT_SECTIONS,
  type SectionLayout,
  type SectionName,
  type SegmentArrays,
} from '../../../core/library/index.ts';
import { LibraryError } from '../library-error.ts';

/** A film of an index, and the file that it was read from. */
export interface IndexedEntry extends FilmEntry {
  /** The fingerprint's path inside the library. */
  readonly name: string;
  /** As in `LibraryFile`: the film is indexed again if one of them changes. */
  readonly size: number;
  readonly stamp: string;
}

/**
 * The version of the layout and of what is computed from a fingerprint. Another one is not read:
 * its films are indexed again.
 */
const INDEX_VERSION = 1;
const MAGIC = 'CHROMLIB';
/** Bytes before the entries: magic, version, length and checksum of the entries (32 bits each). */
const HEAD_BYTES = 20;
/** Some systems refuse to read more than 2 GiB at once. */
const MAX_READ_BYTES = 2 ** 30;

/** The extension of segment files. */
export const SEGMENT_EXTENSION = '.segment';

/** Whether this machine stores numbers as segment files do. No other machine keeps an index. */
export const isLittleEndian: boolean = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The name of the file of a segment: the same fingerprints give the same name. */
export function nameSegment(entries: readonly IndexedEntry[]): string {
  const films = entries.map(({ name, size, stamp }) => [name, size, stamp]);
  return `${createHash('sha256').update(JSON.stringify(films)).digest('hex').slice(0, 32)}${SEGMENT_EXTENSION}`;
}

/** Arrays that are scanned: they are read whole, and their checksums are among the entries. */
const SCANNED = ['points', 'counts'] as const;
/** Arrays of which only parts are read: each film has a checksum of its part of each. */
const READ_BY_FILM = ['times', 'colors', 'courses', 'codes'] as const;
const isReadByFilm = (name: SectionName): name is (typeof READ_BY_FILM)[number] =>
  (READ_BY_FILM as readonly SectionName[]).includes(name);

/** Where the arrays of a segment lie in its file. */
interface Layout extends Pick<SectionLayout, 'sections'> {
  /** Checksums of films, 32 bits each, film by film in the order of {@link READ_BY_FILM}. */
  readonly checksOffset: number;
  readonly bytes: number;
}

/** @param offset where the entries end. */
function planLayout(entries: readonly FilmEntry[], offset: number): Layout {
  const { sections, end } = planSections(entries, offset);
  return { sections, checksOffset: end, bytes: end + 4 * READ_BY_FILM.length * entries.length };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: SegmentArrays[SectionName]): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/**
 * Write a segment as the content of a file, little endian: magic, version, length and CRC-32 of the
 * entries; the entries and checksums of the scanned arrays as JSON; the arrays; the checksums of
 * films.
 */
export function encodeSegment(segment: LibrarySegment<IndexedEntry>): Uint8Array {
  const { entries, read } = segment;
  const counts = countValues(entries);
  const readBytes = (name: SectionName) => bytesOf(read(name, 0, counts[name]));
  const checksums = Object.fromEntries(SCANNED.map((name) => [name, crc32(readBytes(name))]));
  const text = Buffer.from(JSON.stringify({ films: entries, checksums }));
  const { sections, checksOffset, bytes } = planLayout(entries, HEAD_BYTES + text.length);
  const file = Buffer.alloc(bytes);
  file.write(MAGIC, 'latin1');
  file.writeUInt32LE(INDEX_VERSION, 8);
  file.writeUInt32LE(text.length, 12);
  file.writeUInt32LE(crc32(text), 16);
  text.copy(file, HEAD_BYTES);
  for (const name of SECTION_NAMES) file.set(readBytes(name), sections[name].offset);
  let offset = checksOffset;
  for (const place of listPlaces([segment])) {
    for (const name of READ_BY_FILM) {
      offset = file.writeUInt32LE(crc32(bytesOf(read(name, ...findFilmBlock(name, place)))), offset);
    }
  }
  return file;
}

/** A segment file of which only the entries are read. */
export interface SegmentFile {
  readonly path: string;
  readonly bytes: number;
  readonly entries: readonly IndexedEntry[];
  /**
   * Read and check what a search scans.
   *
   * @param shared memory for the points. Absent: the segment keeps its points.
   * @returns null if it is damaged.
   */
  readonly load: (shared?: SharedPoints) => LibrarySegment<IndexedEntry> | null;
  readonly close: () => void;
}

/**
 * Memory that holds the points of one segment at a time, for a process that searches once: new memory
 * for all of them takes ten times as long as reading the files. Points are valid until those of
 * another segment are read.
 */
export interface SharedPoints {
  bytes: Uint8Array<ArrayBuffer>;
  owner: LibrarySegment | null;
}

export const createSharedPoints = (): SharedPoints => ({ bytes: new Uint8Array(0), owner: null });

/** Fills bytes from a place of a file on. False if the file ends before. */
type FillPart = (part: Uint8Array, offset: number) => boolean;

/**
 * Open a segment file.
 *
 * @param bytes its size.
 * @returns null for a file that is damaged or of another version.
 * @throws the error of the file system.
 */
export function openSegment(path: string, bytes: number): SegmentFile | null {
  const file = openSync(path, 'r');
  const fill: FillPart = (part, offset) => {
    const { length } = part;
    for (let done = 0; done < length; ) {
      const count = readSync(file, part, done, Math.min(length - done, MAX_READ_BYTES), offset + done);
      if (count === 0) return false;
      done += count;
    }
    return true;
  };
  const head = readHead(fill, bytes);
  if (head === null) {
    closeSync(file);
    return null;
  }
  return {
    path,
    bytes,
    entries: head.entries,
    load: (shared) => loadSegment(path, head, fill, shared),
    close: () => closeSync(file),
  };
}

interface SegmentHead {
  readonly entries: readonly IndexedEntry[];
  readonly checksums: Readonly<Record<(typeof SCANNED)[number], number>>;
  readonly layout: Layout;
}

/** Read part of a file into memory of its own. Null if the file ends before. */
function readPart(fill: FillPart, offset: number, length: number): ArrayBuffer | null {
  const part = new Uint8Array(length);
  return fill(part, offset) ? part.buffer : null;
}

function readHead(fill: FillPart, bytes: number): SegmentHead | null {
  const head = bytes < HEAD_BYTES ? null : readPart(fill, 0, HEAD_BYTES);
  if (head === null) return null;
  const view = new DataView(head);
  const magic = Buffer.from(head, 0, MAGIC.length).toString('latin1');
  const textLength = view.getUint32(12, true);
  if (magic !== MAGIC || view.getUint32(8, true) !== INDEX_VERSION || HEAD_BYTES + textLength > bytes) return null;
  const text = readPart(fill, HEAD_BYTES, textLength);
  if (text === null || crc32(new Uint8Array(text)) !== view.getUint32(16, true)) return null;
  const { films: entries, checksums } = JSON.parse(Buffer.from(text).toString('utf8')) as {
    films: IndexedEntry[];
    checksums: Record<(typeof SCANNED)[number], number>;
  };
  const layout = planLayout(entries, HEAD_BYTES + textLength);
  return layout.bytes === bytes ? { entries, checksums, layout } : null;
}

function loadSegment(
  path: string,
  { entries, checksums, layout }: SegmentHead,
  fill: FillPart,
  shared: SharedPoints | undefined,
): LibrarySegment<IndexedEntry> | null {
  const readValues = <Name extends SectionName>(name: Name, from: number, to: number): SegmentArrays[Name] => {
    const Section = SEGMENT_SECTIONS[name];
    const size = Section.BYTES_PER_ELEMENT;
    const buffer = readPart(fill, layout.sections[name].offset + from * size, (to - from) * size);
    return new Section(buffer ?? new ArrayBuffer((to - from) * size), 0, to - from);
  };
  const readPoints = (): Uint32Array => {
    const { offset, count } = layout.sections.points;
    if (shared === undefined) return readValues('points', 0, count);
    if (shared.bytes.length < 4 * count) shared.bytes = new Uint8Array(4 * count);
    const bytes = shared.bytes.subarray(0, 4 * count);
    // Also if these turn out to be damaged: those of the last owner are gone.
    shared.owner = null;
    if (!fill(bytes, offset)) bytes.fill(0);
    return new Uint32Array(bytes.buffer, 0, count);
  };
  let points = readPoints();
  const counts = readValues('counts', 0, layout.sections.counts.count);
  if (crc32(bytesOf(points)) !== checksums.points || crc32(counts) !== checksums.counts) return null;

  let known: { places: readonly IndexedPlace[]; checks: Uint32Array } | null = null;
  const segment: LibrarySegment<IndexedEntry> = {
    entries,
    get points() {
      if (shared === undefined || shared.owner === segment) return points;
      points = readPoints();
      shared.owner = segment;
      return points;
    },
    counts,
    read(name, from, to) {
      if (!isReadByFilm(name) || from === to) return readValues(name, from, to);
      known ??= {
        places: listPlaces([segment]),
        checks: new Uint32Array(
          readPart(fill, layout.checksOffset, 4 * READ_BY_FILM.length * entries.length) ?? new ArrayBuffer(0),
        ),
      };
      const blocks = known.places
        .map((place) => ({ film: place.film, block: findFilmBlock(name, place) }))
        .filter(({ block }) => block[0] < to && block[1] > from);
      const first = blocks[0]!.block[0];
      const values = readValues(name, first, blocks.at(-1)!.block[1]);
      for (const { film, block } of blocks) {
        const check = known.checks[film * READ_BY_FILM.length + READ_BY_FILM.indexOf(name)];
        const part = values.subarray(block[0] - first, block[1] - first);
        if (crc32(bytesOf(part)) !== check) throw damagedIndex(path);
      }
      return values.subarray(from - first, to - first) as SegmentArrays[typeof name];
    },
  };
  if (shared !== undefined) shared.owner = segment;
  return segment;
}

/** Remove a damaged segment, so that the next search indexes its films again. */
function damagedIndex(path: string): LibraryError {
  try {
    rmSync(path, { force: true });
  } catch {
    // It stays if the folder cannot be written.
  }
  return new LibraryError('damaged', `${path}: the index was damaged, and is removed; run the command again`);
}
