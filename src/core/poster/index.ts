/**
 * Posters and palette cards: a fingerprint and a layout, or a palette and its picture, become a
 * scene of marks in millimetres, and a scene becomes SVG or pixels.
 *
 * Pure: it never reads a font or writes a file, and never looks at a film, only at its fingerprint.
 */

export { type CardOptions, layoutCard } from './card.ts';
export { type BarRun, barExtent, cutBars } from './columns/bar-runs.ts';
export { requireShots } from './columns/require-shots.ts';
export { layoutMatrix, type MatrixData } from './comparison/matrix.ts';
export type { MatrixFilm, MatrixOptions } from './comparison/matrix-grid.ts';
export { MAX_MATRIX_FILMS, type MatrixPlan, planMatrix } from './comparison/plan-matrix.ts';
export { type ComparisonPictureOptions, drawComparison } from './comparison/strips.ts';
export { layoutGroupCard, type PaletteGroup } from './group-card.ts';
export { unpackThumbnail } from './images/thumbnail-image.ts';
export type { Layout } from './layouts/shared/layout.ts';
export { layoutMap, type MapFilm } from './map/layout-map.ts';
export { chooseMapGrid, drawMapBars, type MapPictureOptions, type MapPlan, planMap } from './map/plan-map.ts';
export type {
  Caps,
  PosterOptions,
  ResolvedOptions,
  SwatchColor,
  TitlePosition,
  TitleStyle,
} from './options/options.ts';
export { turnBox } from './options/page.ts';
export { findPaperSize, nearestPaperName, PAPER_NAMES, type PaperSize } from './options/paper-sizes.ts';
export { THEME_NAMES, type Theme, type ThemeName } from './options/theme.ts';
export {
  type DrawnPanel,
  drawPanel,
  PANEL_GAP_PX,
  PANEL_WIDTH_PX,
  type PanelArrangement,
  type PanelPlan,
  planPanel,
} from './panel/draw-panel.ts';
export { layoutMoment } from './panel/layout-moment.ts';
export { layoutPanel, type PanelFilm, type PanelOptions, panelCellWidth, resolvePanelLook } from './panel/panel.ts';
export {
  findPanelKeys,
  makePanelKeys,
  PANEL_ORDERS,
  type PanelKeys,
  type PanelOrder,
  sortFilms,
} from './panel/panel-order.ts';
export { type BarPicture, drawColumns } from './pixels/columns-pixels.ts';
export { type BackgroundColor, type PixelBox, type Pixels, snapBox } from './pixels/pixel-box.ts';
export { paintBackground, paintMark } from './pixels/pixels.ts';
export {
  checkPosterOptions,
  chooseSheet,
  findLayoutDefaults,
  type LayoutDefaults,
  layoutNames,
  layoutPoster,
} from './poster.ts';
export { type OptionalData, RenderError, type RenderErrorCode } from './render-error.ts';
export { formatMm } from './scene/format-mm.ts';
export type { PathSegment } from './scene/path.ts';
export { placeScene } from './scene/place-scene.ts';
export { outlineRing, type Slice, sliceRing } from './scene/ring-slices.ts';
export type {
  Bars,
  Box,
  Cells,
  EncodedImage,
  Group,
  Image,
  Mark,
  Path,
  Rect,
  Ring,
  Scene,
  Stroke,
} from './scene/scene.ts';
export { listImages, simulateScene } from './scene/simulate.ts';
export { writePathData } from './svg/path-svg.ts';
export { sceneToSvg, sceneToSvgParts, softMarkToSvg } from './svg/svg.ts';
export { breakCaption } from './text/caption.ts';
