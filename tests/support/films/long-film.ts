import { makeFilm } from './make-film.ts';

/** Make a film that takes seconds to read, so that jobs still run while a test looks at them. Every frame is a key frame. */
export const makeLongFilm = (path: string): string =>
  makeFilm({
    path,
    frames: 1500,
    width: 640,
    height: 360,
    // Encoded in half a second, where H.264 takes two.
    encoder: 'mpeg4',
    gop: 1,
    paint: (frame) => [60 + (frame % 100), 100, 120],
    isFlat: true,
  });
