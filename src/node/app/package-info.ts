import { readFileSync } from 'node:fs';

/** Name and version of this package: part of a fingerprint's provenance. */
export const PACKAGE: { readonly name: string; readonly version: string } = (() => {
  const { name, version } = JSON.parse(
    readFileSync(new URL(import.meta.resolve('chromatheque/package.json')), 'utf8'),
  ) as {
    name: string;
    version: string;
  };
  return { name, version };
})();
