/**
 * Reading films and numbered pictures: the backends behind the ports of `frame/`, FrameSource and SoundSource, and a film's identity; and stills, as pictures.
 *
 * It hands over planes, tags and times. It must never make colours or loudness of them, scale or filter: that is `frame/`'s work, the
 * same for every backend. (A still's ICC profile is the exception: it is a table, not a tag.) Nor does it open anything but the file it was given.
 */
export { type AlphaDecoding, type AlphaTrack, chooseAlphaDecoder } from './alpha-decoder.ts';
export { openFfmpegSource } from './ffmpeg-source.ts';
export { checkFilmName, explainOpenError, identifyFilm } from './film-file.ts';
export { explainS3Failure } from './film-object.ts';
export { isStale } from './film-place.ts';
export { areStampsComparable, stampFilm } from './film-stamp.ts';
export { nameFilm } from './film-url.ts';
export { openLibavSound } from './libav-sound.ts';
export { type LibavSourceOptions, openLibavSource } from './libav-source.ts';
export { nameSource } from './name-source.ts';
export { BACKENDS, listBackends, openFilmSource, type ReaderOptions } from './open-film-source.ts';
export { findSequence, type PictureSequence } from './picture-sequence.ts';
export { describePixelFormat, type PixelLayout, viewComponents } from './pixel-formats.ts';
export { layOutRaw, viewRaw } from './raw-picture.ts';
export { describeSampleFormat, type SampleLayout, viewChannels } from './sample-formats.ts';
export { readStill, type Still } from './still.ts';
export { detectStill, type StillFormat } from './still-format.ts';
