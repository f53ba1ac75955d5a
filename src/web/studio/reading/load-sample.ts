import { type Fingerprint, parseFingerprint } from '../../../core/fingerprint/index.ts';

/** The build makes it from Big Buck Bunny, if that film is available. */
const SAMPLE = './sample.json';

/**
 * Load the sample.
 *
 * @param onProgress receives the loaded share, 0 to 1; null where its size is not known.
 * @throws {Error} if it cannot be loaded.
 */
export async function loadSample(onProgress: (share: number | null) => void): Promise<Fingerprint> {
  const response = await fetch(SAMPLE);
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
  // The length is that of the compressed bytes, and what is read is not compressed.
  const isPlain = response.headers.get('Content-Encoding') === null;
  const total = isPlain ? Number(response.headers.get('Content-Length') ?? 0) : 0;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  for (let loaded = 0; ; ) {
    onProgress(total > 0 ? Math.min(1, loaded / total) : null);
    const { done, value } = await reader.read();
    if (done) return parseFingerprint(await new Blob(parts).text());
    parts.push(value);
    loaded += value.length;
  }
}
