import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import type { Component, FilmInfo, FrameSource, PacketIndex, Picture, Span } from '#core/frame/index';
import { ROOT } from '../media.ts';
import { openPage } from '../page/chromium.ts';
import { serveFolder } from '../page/studio-page.ts';

/** Messages between page and test: bytes as base64, NaN as null. */
interface SentPicture extends Omit<Picture, 'components' | 'alpha'> {
  readonly components: readonly (Omit<Component, 'data'> & { readonly base64: string; readonly isWide: boolean })[];
}

const IN_PAGE = `
import { openWebSource } from './source.js';
const base64 = (data) => {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};
const revive = (run) => ({ ...run, wanted: Float64Array.from(run.wanted), entry: { ...run.entry, dts: NaN } });
window.openFilm = async () => {
  window.source?.close();
  window.source = await openWebSource(document.querySelector('input').files[0]);
  const { info, index } = await source.survey();
  const lists = Object.fromEntries(['pts', 'durations', 'sizes', 'flags'].map((name) => [name, [...index[name]]]));
  return { info, timeBase: index.timeBase, parts: index.parts, ...lists, backend: source.backend, warnings: source.warnings };
};
window.framesOf = async ({ runs }) => {
  const shown = [];
  for await (const { wanted, pts, picture } of source.frames({ runs: runs.map(revive) })) {
    const components = picture?.components.slice(0, 1).map(({ data, ...rest }) => ({ ...rest, base64: base64(data), isWide: data.BYTES_PER_ELEMENT === 2 }));
    shown.push({ wanted, pts, picture: picture && { ...picture, alpha: null, components } });
  }
  return { shown, damagedPackets: source.damagedPackets };
};
`;

/** Make a page that reads films with the studio's reader and returns its results to a test. */
export async function openReaderPage(folder: string): Promise<Page> {
  const root = join(folder, 'reader');
  mkdirSync(root, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: root,
      emptyOutDir: false,
      lib: {
        entry: join(ROOT, 'src', 'web', 'reader', 'web-codecs-source.ts'),
        formats: ['es'],
        fileName: () => 'source.js',
      },
    },
  });
  writeFileSync(join(root, 'page.js'), IN_PAGE);
  writeFileSync(
    join(root, 'index.html'),
    '<!doctype html><input type="file" /><script type="module" src="./page.js"></script>',
  );
  const { url } = await serveFolder(root, {});
  const { page } = await openPage(url, null);
  await page.waitForFunction('window.openFilm');
  return page;
}

/** Open a film in such a page, as a source like any other: of each picture its first component. */
export async function openBrowserSource(page: Page, path: string): Promise<FrameSource> {
  await page.locator('input').setInputFiles(path);
  const opened = (await page.evaluate('openFilm()')) as {
    info: FilmInfo;
    timeBase: PacketIndex['timeBase'];
    parts?: PacketIndex['parts'];
    backend: FrameSource['backend'];
    warnings: FrameSource['warnings'];
  } & Record<'pts' | 'durations' | 'sizes' | 'flags', number[]>;
  let damagedPackets = 0;
  const index: PacketIndex = {
    timeBase: opened.timeBase,
    pts: Float64Array.from(opened.pts),
    dts: new Float64Array(opened.pts.length).fill(Number.NaN),
    durations: Float64Array.from(opened.durations),
    sizes: Float64Array.from(opened.sizes),
    flags: Uint8Array.from(opened.flags),
    ...(opened.parts && { parts: opened.parts }),
  };
  return {
    backend: opened.backend,
    warnings: opened.warnings,
    get damagedPackets() {
      return damagedPackets;
    },
    survey: async () => ({ info: opened.info, index }),
    async *frames(span: Span) {
      const sent = { runs: span.runs.map((run) => ({ ...run, wanted: [...run.wanted] })) };
      const found = (await page.evaluate(`framesOf(${JSON.stringify(sent)})`)) as {
        shown: { wanted: number; pts: number; picture: SentPicture | null }[];
        damagedPackets: number;
      };
      damagedPackets = found.damagedPackets;
      for (const { wanted, pts, picture } of found.shown) yield { wanted, pts, picture: picture && receive(picture) };
    },
    close() {},
  };
}

function receive(picture: SentPicture): Picture {
  const components = picture.components.map(({ base64, isWide, ...rest }): Component => {
    const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
    return { ...rest, data: isWide ? new Uint16Array(bytes.buffer) : bytes };
  });
  return { ...picture, components, alpha: null };
}
