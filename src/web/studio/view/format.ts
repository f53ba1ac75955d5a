/** Write a time of a film: `0:07`, `1:04:09`; with tenths where moments lie closer than a second. */
export function formatPosition(seconds: number, hasTenths: boolean = false): string {
  const tenths = Math.max(0, hasTenths ? Math.floor(seconds * 10 + 1e-6) : Math.floor(seconds + 1e-6) * 10);
  const [hours, minutes] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60];
  const rest = Math.floor(tenths / 10) % 60;
  const head = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}` : String(minutes);
  return `${head}:${String(rest).padStart(2, '0')}${hasTenths ? `.${tenths % 10}` : ''}`;
}

/** Write a share: `34 %`, `0.6 %`. */
export function formatSharePercent(share: number): string {
  const percent = share * 100;
  return `${percent < 0.95 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** The luminance above which dark letters read better: where both have the same contrast (WCAG 2.2, relative luminance). */
const MIDDLE = 0.179;

/** Whether dark letters read better on a colour. */
export function isLight(color: string): boolean {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const code = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b! > MIDDLE;
}
