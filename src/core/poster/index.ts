/**
 * Posters and palette cards: a fingerprint and a layout, or a palette and its picture, become a scene of marks in millimetres, and a scene becomes
 * SVG or pixels.
 *
 * Pure: it never reads a font or writes a file, and never looks at a film, only at its fingerprint.
 */
export { type BarRun, barExtent, cutBars } from './bar-runs.ts';
export { toBase64 } from './base64.ts';
export { breakCaption } from './caption.ts';
export { type CardOptions, layoutCard } from './card.ts';
export { type ColumnPicture, drawColumns } from './columns-pixels.ts';
export {
  type DrawnPanel,
  drawPanel,
  PANEL_GAP_PX,
  PANEL_WIDTH_PX,
  type PanelArrangement,
  type PanelPlan,
  planPanel,
} from './draw-panel.ts';
export type { Layout } from './layouts/layout.ts';
export { nearestName } from './nearest.ts';
export { formatMm, formatNumber } from './numbers.ts';
export type { Caps, PosterOptions, ResolvedOptions, SwatchColor, TitlePosition, TitleStyle } from './options.ts';
export { turnBox } from './page.ts';
export { layoutPanel, type PanelFilm, type PanelOptions, panelCellWidth, resolvePanelLook } from './panel.ts';
export { findPanelKeys, PANEL_ORDERS, type PanelKeys, type PanelOrder, sortFilms } from './panel-order.ts';
export { findPaperSize, nearestPaperName, PAPER_NAMES, type PaperSize } from './paper-sizes.ts';
export { type Ground, type PixelBox, type Pixels, snapBox } from './pixel-box.ts';
export { paintBackground, paintMark } from './pixels.ts';
export { placeScene } from './place-scene.ts';
export { checkPosterOptions, chooseSheet, layoutNames, layoutPoster } from './poster.ts';
export { RenderError, type RenderErrorCode } from './render-error.ts';
export { ringData, type Slice, sliceRing } from './ring-svg.ts';
export type { Bars, Box, Cells, EncodedImage, Group, Image, Mark, Path, Rect, Ring, Scene, Stroke } from './scene.ts';
export { listImages, simulateScene } from './simulate-scene.ts';
export { escapeXml, sceneToSvg, softMarkToSvg } from './svg.ts';
export { THEME_NAMES, type Theme, type ThemeName } from './theme.ts';
