/**
 * Pictures: a scene becomes the bytes of a PNG; and the fonts that come with the package.
 *
 * It never lays anything out: what is where was decided in the scene. It writes no file.
 */
export { type BundledFont, readBundledFont } from './fonts.ts';
export { type PngOptions, renderPng } from './png.ts';
