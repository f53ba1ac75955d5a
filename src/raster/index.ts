/**
 * Pictures: a scene becomes the bytes of a PNG, pixels those of a small file to put into a scene; and the fonts that come with the package.
 *
 * It never lays anything out: what is where was decided in the scene. It writes no file.
 */

export { encodeImage, encodeJpeg, encodePng } from './encode-image.ts';
export { completeFonts, FONT_NAMES, type FontName, loadFamily, readFontFile } from './fonts.ts';
export { type PngOptions, renderPng } from './png.ts';
