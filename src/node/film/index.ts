/**
 * Reads films, numbered pictures and stills: the backends of `frame/`'s ports FrameSource and
 * SoundSource, and the identity of a film.
 *
 * It returns planes, tags and times. It never computes colours or loudness, scales or filters:
 * `frame/` does that for every backend. (A still's ICC profile is the exception: it is a table, not
 * a tag.) It never opens anything but the given file.
 */

export { joinSpans } from './ffmpeg/select.ts';
export { openFfmpegSource } from './ffmpeg/source.ts';
export { describePixelFormat, type PixelLayout, viewComponents } from './formats/pixel-formats.ts';
export { layOutRaw, viewRaw } from './formats/raw-picture.ts';
export { describeSampleFormat, type SampleLayout, viewChannels } from './formats/sample-formats.ts';
export { checkFilmName, explainOpenError, identifyFilm } from './identity/film-file.ts';
export { explainS3Failure } from './identity/film-object.ts';
export { isStale } from './identity/film-place.ts';
export { areStampsComparable, stampFilm } from './identity/film-stamp.ts';
export { nameFilm } from './identity/film-url.ts';
export { nameSource } from './identity/name-source.ts';
export { type AlphaDecoding, type AlphaTrack, chooseAlphaDecoder } from './libav/alpha-decoder.ts';
export { openLibavSound } from './libav/sound.ts';
export { type LibavSourceOptions, openLibavSource } from './libav/source.ts';
export { BACKENDS, listBackends, openFilmSource, preloadBackend, type ReaderOptions } from './open-film-source.ts';
export { findSequence, type PictureSequence } from './sequences/picture-sequence.ts';
export { readStill, type Still } from './stills/still.ts';
export { detectStill, type StillFormat } from './stills/still-format.ts';
