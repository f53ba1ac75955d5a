/**
 * Reading films and numbered pictures: the backends behind the ports of `frame/`, FrameSource and SoundSource, and a film's identity; and stills, as pictures.
 *
 * It hands over planes, tags and times. It must never make colours or loudness of them, scale or filter: that is `frame/`'s work, the
 * same for every backend. (A still's ICC profile is the exception: it is a table, not a tag.) Nor does it open anything but the file it was given.
 */

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
export { BACKENDS, listBackends, openFilmSource, type ReaderOptions } from './open-film-source.ts';
export { findSequence, type PictureSequence } from './sequences/picture-sequence.ts';
export { readStill, type Still } from './stills/still.ts';
export { detectStill, type StillFormat } from './stills/still-format.ts';
