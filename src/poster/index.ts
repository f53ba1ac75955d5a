/**
 * Posters and palette cards: a fingerprint and a layout, or a palette and its picture, become a scene of marks in millimetres, and a scene becomes
 * SVG or hard-edged pixels.
 *
 * Pure: it never reads a font or writes a file, and never looks at a film, only at its fingerprint.
 */
export { toBase64 } from './base64.ts';
export { type CardOptions, layoutCard } from './card.ts';
export type { Layout } from './layouts/layout.ts';
export { nearestName } from './nearest.ts';
export type { PosterOptions, ResolvedOptions, SwatchColor, TitleStyle } from './options.ts';
export { type PixelBox, type Pixels, snapBox } from './pixel-box.ts';
export { paintBackground, paintMark } from './pixels.ts';
export { checkPosterOptions, layoutNames, layoutPoster } from './poster.ts';
export { RenderError, type RenderErrorCode } from './render-error.ts';
export type { Bars, Box, EncodedImage, Image, Mark, Path, Rect, Scene } from './scene.ts';
export { escapeXml, pathToSvg, sceneToSvg } from './svg.ts';
