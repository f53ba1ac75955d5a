/** A colour of a frame, `#rrggbb`, and its share of the frame, 0 to 1. */
export interface PageSwatch {
  readonly color: string;
  readonly share: number;
}

/** A sampled frame of the film. */
export interface PageColumn {
  /** Seconds. */
  readonly time: number;
  readonly swatches: readonly PageSwatch[];
  /** The colours of its bar, from the top. */
  readonly shown: readonly string[];
}

/** Read bytes from base64. */
export function readBytes(base64: string): DataView {
  return new DataView(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer);
}

/** Read a colour of three bytes. */
export function readHex(view: DataView, at: number): string {
  const digits = [0, 1, 2].map((i) =>
    view
      .getUint8(at + i)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

/** Read the columns of a page. `core/export/page-data` documents the format. */
export function readColumns(base64: string): PageColumn[] {
  const view = readBytes(base64);
  const read: PageColumn[] = [];
  for (let at = 0; at < view.byteLength; ) {
    const time = view.getFloat32(at);
    const count = view.getUint16(at + 4);
    const showing = view.getUint8(at + 6);
    at += 7;
    const swatches: PageSwatch[] = [];
    for (let i = 0; i < count; i++, at += 5) {
      swatches.push({ color: readHex(view, at), share: view.getUint16(at + 3) / 65535 });
    }
    const shown: string[] = [];
    for (let i = 0; i < showing; i++, at += 2) shown.push(swatches[view.getUint16(at)]!.color);
    read.push({ time, swatches, shown });
  }
  return read;
}

/** The address of a thumbnail, from its bytes in base64. */
export const jpegUrl = (jpeg: string): string => `data:image/jpeg;base64,${jpeg}`;
