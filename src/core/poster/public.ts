/**
 * Posters: the scene of a fingerprint in a layout, and its SVG.
 *
 * `chromatheque/poster`: the part of this room that stays the same within a major version.
 * The rooms of this package use index.ts.
 */

export { type CardOptions, layoutCard } from './card.ts';
export type { PosterOptions } from './options/options.ts';
export { PAPER_NAMES } from './options/paper-sizes.ts';
export { THEME_NAMES, type ThemeName } from './options/theme.ts';
export { checkPosterOptions, layoutNames, layoutPoster } from './poster.ts';
export { RenderError, type RenderErrorCode } from './render-error.ts';
export type { Mark, Scene } from './scene/scene.ts';
export { listImages, simulateScene } from './scene/simulate.ts';
export { sceneToSvg } from './svg/svg.ts';
