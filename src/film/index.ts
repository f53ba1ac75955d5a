/**
 * Reading films: the backends behind the FrameSource port of `frame/`, and a film's identity.
 *
 * It hands over planes, tags and times. It must never make colours of them, scale or filter: that is `frame/`'s work, the
 * same for every backend. Nor does it open anything but the file it was given.
 */
export { identifyFilm } from './film-file.ts';
export { type LibavSourceOptions, openLibavSource } from './libav-source.ts';
export { describePixelFormat, type PixelLayout, viewComponents } from './pixel-formats.ts';
