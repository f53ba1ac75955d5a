import type { PaletteSwatch } from '../fingerprint/index.ts';
import { escapeXml } from '../text/index.ts';

/** Stripes of the icon. */
const ICON_STRIPES = 5;

/** Control characters and line breaks are spaces in a line. */
export const toLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** What the head of a page depends on. */
export interface PageHead {
  /** Escaped. */
  readonly title: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** Colours of the icon, the heaviest first. */
  readonly palette: readonly PaletteSwatch[];
  readonly styles: readonly string[];
  /** SHA-256 of each style and of the script, base64. Null for a page without a script. */
  readonly styleHashes: readonly string[];
  readonly scriptHash: string | null;
}

/**
 * Write a page up to its body: title, policy, icon and styles. The policy forbids all network access,
 * and all scripts and styles except those with these hashes.
 */
export function writeHead({ title, tool, palette, styles, styleHashes, scriptHash }: PageHead): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src ${styleHashes.map((hash) => `'sha256-${hash}'`).join(' ')}; script-src ${scriptHash === null ? "'none'" : `'sha256-${scriptHash}'`}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<meta name="generator" content="${escapeXml(`${tool.name} ${tool.version}`)}">
<title>${title}</title>
<link rel="icon" href="${drawIcon(palette)}">
${styles.map((style) => `<style>${style}</style>`).join('\n')}
</head>`;
}

/** Write a button that shows and copies a colour. */
export function writeSwatch(color: string, share: string): string {
  const block = `<svg aria-hidden="true"><rect width="100%" height="100%" fill="${color}"/></svg>`;
  return `<li><button class="swatch" type="button" data-color="${color}" title="Copy">${block}<b>${color}</b><span>${share}</span></button></li>`;
}

/** The film's heaviest colours side by side: also so that no browser asks a server for an icon. */
function drawIcon(palette: readonly PaletteSwatch[]): string {
  const stripes = palette
    .slice(0, ICON_STRIPES)
    .map(({ color }, i) => `<path fill="${color}" d="M${i} 0h1v${ICON_STRIPES}h-1z"/>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${stripes.length || 1} ${ICON_STRIPES}" preserveAspectRatio="none">${stripes.join('')}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Cut a number of an SVG to five decimals. */
export const cut = (value: number): number => Math.round(value * 1e5) / 1e5;
