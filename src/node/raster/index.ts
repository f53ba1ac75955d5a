/**
 * Files of pictures: a scene becomes the bytes of a PNG, JPEG, WebP, AVIF or PDF, pixels those of a
 * small file to put into a scene; and the fonts that come with the package.
 *
 * It never lays anything out: what is where was decided in the scene. It writes no file.
 */

export { encodeImage, encodeJpeg, encodePng } from './encode-image.ts';
export { type FontFiles, listFontFiles } from './font-package.ts';
export { completeFonts, loadFamily, readFontFile } from './fonts.ts';
export { PROFILE_NAMES, type Profile } from './icc-profile.ts';
export { checkPdfSize, renderPdf } from './pdf.ts';
export { type RasterOptions, renderPixels, renderPng } from './pixel-picture.ts';
export {
  RASTER_FORMATS,
  type RasterFormat,
  resolveRasterSize,
  type SceneSize,
  type SizeOptions,
} from './raster-size.ts';
export { simulateImages } from './simulate-images.ts';
export { renderSprite, type Sprite } from './sprite.ts';
