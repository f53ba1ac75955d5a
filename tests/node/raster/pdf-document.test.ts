import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import PDFDocument from 'pdfkit';
import { ROOT } from '../../support/media.ts';

const versionOf = (path: string): string => JSON.parse(readFileSync(path, 'utf8')).version;

describe('The internals of pdfkit that raster/pdf-document uses', () => {
  it('are those of version 0.20, to which the dependency is limited', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    // Below 1.0, a caret allows patches only.
    assert.match(dependencies.pdfkit, /^\^0\.20\.\d+$/);
    const entry = createRequire(import.meta.url).resolve('pdfkit');
    assert.match(versionOf(join(entry, '..', '..', 'package.json')), /^0\.20\./);
  });

  it('exist, and are called where they are replaced', async () => {
    const document = new PDFDocument() as unknown as {
      endMetadata(): void;
      end(): void;
      resume(): void;
      once(event: 'end', listener: () => void): void;
      page: { dictionary: { data: { Type: string } }; colorSpaces: object };
    };
    assert.equal(document.page.dictionary.data.Type, 'Page');
    assert.equal(typeof document.page.colorSpaces, 'object');
    let calls = 0;
    document.endMetadata = () => void calls++;
    const ended = new Promise<void>((resolve) => document.once('end', resolve));
    document.resume();
    document.end();
    await ended;
    assert.equal(calls, 1);
  });
});
