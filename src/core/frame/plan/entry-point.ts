/**
 * Where the network abstraction layer (NAL) header of a codec states the type of a unit, and which
 * types are pictures.
 */
interface NalCodec {
  readonly typeOf: (data: Uint8Array, at: number) => number;
  /** First and last type of a slice of a picture. */
  readonly pictures: readonly [first: number, last: number];
  /** First and last type that is always an entry point. */
  readonly entries: readonly [first: number, last: number];
}

/**
 * By FFmpeg's codec names: ITU-T H.264, table 7-1; H.265, table 7-1 (IRAP); H.266, table 5 (IRAP,
 * without GDR_NUT).
 */
const NAL_CODECS: Readonly<Record<string, NalCodec>> = {
  h264: { typeOf: (data, at) => data[at]! & 0x1f, pictures: [1, 5], entries: [5, 5] },
  hevc: { typeOf: (data, at) => (data[at]! >> 1) & 0x3f, pictures: [0, 31], entries: [16, 23] },
  vvc: { typeOf: (data, at) => data[at + 1]! >> 3, pictures: [0, 11], entries: [7, 9] },
};

/**
 * H.264: supplemental enhancement information, and the type of its message "recovery point"
 * (D.1.8).
 */
const H264_SEI = 6;
const RECOVERY_POINT = 6;

/** Bytes of a slice that contain its first two numbers, at most 32 bits each. */
const SLICE_HEAD_BYTES = 10;

/**
 * Whether key packets of a codec, by FFmpeg's name, must be inspected with {@link isEntryPoint}.
 */
export const isNalCodec = (codec: string): boolean => Object.hasOwn(NAL_CODECS, codec);

/**
 * Read the number of bytes of the length field of a track's NAL units.
 *
 * @param extradata the codec's own header in the container: `avcC`, `hvcC`, `vvcC` (ISO/IEC
 * 14496-15), or units with start codes.
 * @returns 1 to 4, or 0 if units have start codes instead (annex B).
 */
export function readLengthSize(codec: string, extradata: Uint8Array | null): number {
  if (extradata === null || extradata.length === 0 || extradata[0] === 0) return 0;
  if (codec === 'vvc') return ((extradata[0]! >> 1) & 3) + 1;
  return ((extradata[codec === 'h264' ? 4 : 21] ?? 3) & 3) + 1;
}

/**
 * Whether decoding from a packet gives the same pictures as decoding the whole film, except for
 * pictures that are shown before it, which may follow it in the file.
 *
 * Containers and FFmpeg also mark H.264 recovery points as key. They are entry points only if the
 * picture is intra coded. With periodic intra refresh, which renews pictures part by part, the
 * encoder promises complete pictures some frames later. That promise is not used, even if it claims
 * an exact match: x264 r3095 breaks it (docs/decisions/0123).
 *
 * @param codec      FFmpeg's name; packets of codecs other than H.264, HEVC and VVC are entry
 * points.
 * @param data       the packet, or its start up to the first slice.
 * @param lengthSize {@link readLengthSize}.
 * @returns null if no picture is found: then the container's flag counts, or more of the packet
 *   must be read.
 */
export function findEntryPoint(codec: string, data: Uint8Array, lengthSize: number): boolean | null {
  const nal = NAL_CODECS[codec];
  if (nal === undefined) return true;
  let recoveryFrames = 0;
  for (const [begin, end] of listUnits(data, lengthSize)) {
    const type = nal.typeOf(data, begin);
    if (codec === 'h264' && type === H264_SEI) {
      recoveryFrames = findRecoveryFrames(removeEscapes(data.subarray(begin + 1, end))) ?? recoveryFrames;
    }
    if (type < nal.pictures[0] || type > nal.pictures[1]) continue;
    if (type >= nal.entries[0] && type <= nal.entries[1]) return true;
    return codec === 'h264' && recoveryFrames === 0 && isIntraSlice(data.subarray(begin + 1, end));
  }
  return null;
}

/** {@link findEntryPoint} of a whole packet, which the container marks as key. */
export const isEntryPoint = (codec: string, data: Uint8Array, lengthSize: number): boolean =>
  findEntryPoint(codec, data, lengthSize) ?? true;

/** List the NAL units of a packet: start and end of each. The last may be cut off. */
function* listUnits(data: Uint8Array, lengthSize: number): Generator<readonly [begin: number, end: number]> {
  // Some containers announce lengths but have start codes: a first unit of one byte does not exist.
  const hasStartCodes = lengthSize === 0 || (data[0] === 0 && data[1] === 0 && data[2] === 0 && data[3] === 1);
  if (hasStartCodes) {
    for (let at = findStartCode(data, 0); at < data.length; ) {
      const end = findStartCode(data, at);
      if (at + 1 < data.length) yield [at, Math.max(at, end === data.length ? end : end - 3)];
      at = end;
    }
    return;
  }
  for (let at = 0; at + lengthSize + 1 < data.length; ) {
    let length = 0;
    for (let i = 0; i < lengthSize; i++) length = length * 256 + data[at + i]!;
    const begin = at + lengthSize;
    at = begin + length;
    if (length > 0) yield [begin, Math.min(at, data.length)];
  }
}

/**
 * Find the end of the next start code (0, 0, 1) from a position; the data's length if there is
 * none.
 */
function findStartCode(data: Uint8Array, from: number): number {
  for (let at = from + 2; at < data.length; at++) {
    if (data[at] === 1 && data[at - 1] === 0 && data[at - 2] === 0) return at + 1;
  }
  return data.length;
}

/**
 * Remove emulation prevention bytes, which avoid start codes in a unit: a 3 after two zeros (H.264,
 * 7.4.1).
 */
function removeEscapes(data: Uint8Array): Uint8Array {
  return data.filter((byte, i) => !(byte === 3 && i >= 2 && data[i - 1] === 0 && data[i - 2] === 0));
}

/**
 * Find `recovery_frame_cnt` in the messages of an SEI unit; null if there is no recovery point
 * (H.264, 7.3.2.3.1).
 */
function findRecoveryFrames(data: Uint8Array): number | null {
  let at = 0;
  const readSum = () => {
    let sum = 0;
    while (data[at] === 255) sum += data[at++]!;
    return sum + (data[at++] ?? 0);
  };
  // The last byte contains the stop bit.
  while (at + 2 < data.length) {
    const type = readSum();
    const size = readSum();
    if (type === RECOVERY_POINT) return readUnsigned(data, 8 * at).value;
    at += size;
  }
  return null;
}

/**
 * Whether a slice references no other picture: `slice_type` I or SI, after `first_mb_in_slice`
 * (H.264, 7.3.3).
 */
function isIntraSlice(slice: Uint8Array): boolean {
  const data = removeEscapes(slice.subarray(0, SLICE_HEAD_BYTES));
  const type = readUnsigned(data, readUnsigned(data, 0).next).value % 5;
  return type === 2 || type === 4;
}

/**
 * Read an unsigned Exp-Golomb code (H.264, 9.1). Returns its value and the position after it in
 * bits.
 */
function readUnsigned(data: Uint8Array, from: number): { value: number; next: number } {
  const bitAt = (i: number) => ((data[i >> 3] ?? 0x80) >> (7 - (i & 7))) & 1;
  let zeros = 0;
  while (zeros < 31 && bitAt(from + zeros) === 0) zeros++;
  let value = 0;
  for (let i = 0; i <= zeros; i++) value = 2 * value + bitAt(from + zeros + i);
  return { value: value - 1, next: from + 2 * zeros + 1 };
}
