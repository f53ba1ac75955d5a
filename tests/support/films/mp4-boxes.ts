const PATH = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'] as const;

/** Bytes of a full box, or of an entry, before the boxes in it. */
const INSIDE: Readonly<Record<string, number>> = { stsd: 8 };
const VISUAL_FIELDS = 78;

/**
 * Put a box into the first sample entry of an MP4 whose index lies after its pictures, and rename the entry.
 *
 * @returns another file; the offsets of the pictures stay.
 */
export function insertIntoEntry(
  mp4: Buffer,
  type: string,
  content: Buffer,
  { entry }: { readonly entry?: string } = {},
): Buffer {
  const box = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), content]);
  box.writeUInt32BE(box.length, 0);
  const grown: number[] = [];
  let [at, end] = [0, mp4.length];
  for (const name of PATH) {
    while (at < end && mp4.toString('latin1', at + 4, at + 8) !== name) at += mp4.readUInt32BE(at);
    if (at >= end) throw new Error(`no ${name}`);
    grown.push(at);
    end = at + mp4.readUInt32BE(at);
    at += 8 + (INSIDE[name] ?? 0);
  }
  grown.push(at);
  const place = at + 8 + VISUAL_FIELDS;
  const bytes = Buffer.concat([mp4.subarray(0, place), box, mp4.subarray(place)]);
  for (const start of grown) bytes.writeUInt32BE(bytes.readUInt32BE(start) + box.length, start);
  if (entry !== undefined) bytes.write(entry, at + 4, 'latin1');
  return bytes;
}

/** A Dolby Vision configuration (Dolby Vision Streams within the ISO Base Media File Format, section 3.2): a base layer with metadata. */
export function dolbyVisionRecord(profile: number, compatibility: number): Buffer {
  const record = Buffer.alloc(24);
  record[0] = 1;
  const level = 1;
  const [rpu, enhancement, base] = [1, profile === 7 ? 1 : 0, 1];
  record.writeUInt16BE((profile << 9) | (level << 3) | (rpu << 2) | (enhancement << 1) | base, 2);
  record[4] = compatibility << 4;
  return record;
}
