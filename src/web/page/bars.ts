import type { PageColumn } from './columns.ts';

const TO_LINEAR = Float64Array.from({ length: 256 }, (_, code) => {
  const x = code / 255;
  return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
});

/** The sRGB code of linear light, 0 to 1. */
const toCode = (x: number): number => Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));

/**
 * Draw columns as bars. Columns that share a pixel are averaged in linear light.
 *
 * @param maxRows colours of a bar, at most.
 */
export function paintBars(
  canvas: HTMLCanvasElement,
  columns: readonly Pick<PageColumn, 'shown'>[],
  maxRows: number,
): void {
  const scale = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(canvas.clientWidth * scale));
  const height = Math.max(1, Math.round(canvas.clientHeight * scale));
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  const rows = maxRows === 1 ? 1 : height;
  const image = context.createImageData(width, rows);
  const codes = columns.map(({ shown }) => shown.map((color) => Number.parseInt(color.slice(1), 16)));
  for (let x = 0; x < width; x++) {
    const from = Math.floor((x * columns.length) / width);
    const to = Math.max(from + 1, Math.floor(((x + 1) * columns.length) / width));
    for (let y = 0; y < rows; y++) {
      let [r, g, b, n] = [0, 0, 0, 0];
      for (let i = from; i < to; i++) {
        const shown = codes[i]!;
        if (shown.length === 0) continue;
        const code = shown[Math.floor((y * shown.length) / rows)]!;
        r += TO_LINEAR[code >> 16]!;
        g += TO_LINEAR[(code >> 8) & 255]!;
        b += TO_LINEAR[code & 255]!;
        n++;
      }
      if (n > 0) image.data.set([toCode(r / n), toCode(g / n), toCode(b / n), 255], 4 * (y * width + x));
    }
  }
  context.putImageData(image, 0, 0);
  if (rows === 1) {
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, 0, width, 1, 0, 0, width, height);
  }
}
