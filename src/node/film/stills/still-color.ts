import { type FileHandle, open } from 'node:fs/promises';
import { findPrimaries } from '../../../core/color/index.ts';
import { type ColorTags, nameColorTags } from '../../../core/frame/index.ts';
import { explainOpenError } from '../identity/film-file.ts';
import type { StillFormat } from './still-format.ts';

/** A still's colour tags other than an ICC profile. */
export interface StillColor {
  /**
   * Code points of ITU-T H.273 (`cICP` of PNG, `nclx` of AVIF), or only primaries (`cHRM` of PNG).
   */
  readonly tags: Pick<ColorTags, 'transfer' | 'primaries'>;
  /** Light is the code to the power of this (`gAMA` of PNG); null if the tags are complete. */
  readonly gamma: number | null;
  /** Whether these tags take precedence over an ICC profile of the file. */
  readonly outranksProfile: boolean;
  /** Whether the file states unknown primaries. */
  readonly hasUnknownPrimaries: boolean;
}

/**
 * Number of first bytes that are searched: in some files, profiles and previews precede the colour
 * tags.
 */
const HEAD = 4 * 1024 * 1024;

/**
 * Read a still's colour tags: code points or numbers.
 *
 * @returns null if there are none, or if they mean sRGB.
 * @throws {FilmError} for a file that cannot be opened.
 */
export async function readStillColor(path: string, format: StillFormat): Promise<StillColor | null> {
  if (format !== 'png' && format !== 'avif') return null;
  const bytes = await readHead(path);
  try {
    return format === 'png' ? readPng(bytes) : readAvif(bytes);
  } catch (error) {
    // A length that points outside the file: the decoder reports the damage.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function readHead(path: string): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(HEAD, size)), 0, undefined, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw explainOpenError(path, error);
  } finally {
    await file?.close();
  }
}

const fromCodePoints = (primaries: number, transfer: number, outranksProfile: boolean): StillColor => {
  const { transfer: curve, primaries: set } = nameColorTags({ matrix: 0, range: 2, transfer, primaries });
  return { tags: { transfer: curve, primaries: set }, gamma: null, outranksProfile, hasUnknownPrimaries: false };
};

/** A gamma within this share of 1/2.2 means sRGB: libpng's PNG_GAMMA_THRESHOLD. */
const GAMMA_TOLERANCE = 0.05;

/**
 * FFmpeg's gamma for a film frame in BT.709 (`avpriv_get_gamma_from_trc` in
 * libavutil/color_utils.c). A camera's curve is not a display's: such codes are read like those of
 * the film, as sRGB (docs/decisions/0003).
 */
const CAMERA_GAMMA = 1.961;
const CAMERA_TOLERANCE = 0.001;

/**
 * Read the colour chunks of a PNG: cICP takes precedence over iCCP, and iCCP over sRGB, gAMA and
 * cHRM (PNG, third edition, section 4.3).
 */
function readPng(bytes: Buffer): StillColor | null {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT') break;
    chunks.set(type, bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const cicp = chunks.get('cICP');
  if (cicp !== undefined && cicp.length >= 4) return fromCodePoints(cicp[0]!, cicp[1]!, true);
  if (chunks.has('iCCP') || chunks.has('sRGB')) return null;
  const gama = chunks.get('gAMA');
  const chrm = chunks.get('cHRM');
  const exponent = gama !== undefined && gama.length >= 4 ? gama.readUInt32BE(0) / 100_000 : null;
  // Zero is not a valid gamma (section 11.3.2.2).
  const isStated =
    exponent !== null &&
    exponent > 0 &&
    Math.abs(exponent * 2.2 - 1) > GAMMA_TOLERANCE &&
    Math.abs(exponent * CAMERA_GAMMA - 1) > CAMERA_TOLERANCE;
  const gamma = isStated ? 1 / exponent : null;
  const set = chrm !== undefined && chrm.length >= 32 ? nameChromaticities(chrm) : 'bt709';
  if (gamma === null && set === 'bt709') return null;
  const tags = { transfer: 'iec61966-2-1', primaries: set ?? 'bt709' };
  return { tags, gamma, outranksProfile: false, hasUnknownPrimaries: set === null };
}

/** Name the primaries of a cHRM chunk: x and y of white, red, green and blue, times 100,000. */
function nameChromaticities(chunk: Buffer): string | null {
  const pair = (at: number) => [chunk.readUInt32BE(at) / 100_000, chunk.readUInt32BE(at + 4) / 100_000] as const;
  return findPrimaries({ white: pair(0), red: pair(8), green: pair(16), blue: pair(24) });
}

/** A box of an ISO base media file: its type and its content. */
interface Box {
  readonly type: string;
  readonly data: Buffer;
}

function* readBoxes(bytes: Buffer): Generator<Box, void, undefined> {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (size !== 0 && size < 8) return;
    const end = size === 0 ? bytes.length : at + size;
    yield { type, data: bytes.subarray(at + 8, end) };
    at = end;
  }
}

function findBox(bytes: Buffer, type: string): Buffer | undefined {
  for (const box of readBoxes(bytes)) if (box.type === type) return box.data;
  return undefined;
}

/**
 * Read the code points of an AVIF's primary picture: its `colr` property of type `nclx` (ISO/IEC
 * 23008-12, 6.5.5).
 */
function readAvif(bytes: Buffer): StillColor | null {
  // Version and flags of a full box precede its content.
  const meta = findBox(bytes, 'meta')?.subarray(4);
  const properties = meta && findBox(meta, 'iprp');
  const container = properties && findBox(properties, 'ipco');
  const associations = properties && findBox(properties, 'ipma');
  const primary = meta && findBox(meta, 'pitm');
  if (container === undefined || associations === undefined || primary === undefined) return null;
  const item = primary[0] === 0 ? primary.readUInt16BE(4) : primary.readUInt32BE(4);
  const wanted = new Set(listProperties(associations, item));
  const colors = [...readBoxes(container)].filter(({ type }, i) => type === 'colr' && wanted.has(i + 1));
  const codes = colors.find(({ data }) => data.toString('latin1', 0, 4) === 'nclx')?.data;
  return codes === undefined || codes.length < 8
    ? null
    : fromCodePoints(codes.readUInt16BE(4), codes.readUInt16BE(6), false);
}

/** List the properties of an item, counted from 1 (`ipma`, ISO/IEC 23008-12, 9.3.1). */
function listProperties(ipma: Buffer, wanted: number): number[] {
  const hasLongIds = ipma[0]! > 0;
  const hasLongIndexes = (ipma[3]! & 1) === 1;
  const entries = ipma.readUInt32BE(4);
  let at = 8;
  for (let entry = 0; entry < entries; entry++) {
    const id = hasLongIds ? ipma.readUInt32BE(at) : ipma.readUInt16BE(at);
    at += hasLongIds ? 4 : 2;
    const count = ipma[at++]!;
    const size = hasLongIndexes ? 2 : 1;
    // The highest bit marks an essential property.
    const indexes = Array.from({ length: count }, (_, i) =>
      hasLongIndexes ? ipma.readUInt16BE(at + 2 * i) & 0x7fff : ipma[at + i]! & 0x7f,
    );
    if (id === wanted) return indexes;
    at += count * size;
  }
  return [];
}
