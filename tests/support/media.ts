import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT: string = fileURLToPath(new URL('../../..', import.meta.url));

/** Real films that lie beside a checkout where there are any; they are not part of the project. */
const MEDIA = join(ROOT, '..', 'shared', 'media');

/** Path of a real film, or null where it is not at hand. */
export function mediaFile(name: string): string | null {
  const path = join(MEDIA, name);
  return existsSync(path) ? path : null;
}

/** All real films at hand. */
export function mediaFiles(): string[] {
  if (!existsSync(MEDIA)) return [];
  return readdirSync(MEDIA)
    .filter((name) => !name.endsWith('.md'))
    .map((name) => join(MEDIA, name));
}

/** Options of a test that needs a real film: skipped, and said so, where it is not at hand. */
export function needs(path: string | null): { skip: string | false } {
  return { skip: path === null ? 'the real films (../shared/media) are not at hand' : false };
}
