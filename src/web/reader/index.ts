/**
 * Reads films in a browser: frames, sound and fingerprints of a film, by mediabunny and WebCodecs
 * in workers.
 *
 * It never draws and never accesses the page.
 */

export { type RunningReading, startReading } from './start-reading.ts';
export { openWebSource } from './web-codecs-source.ts';
export { openWebSound } from './web-sound.ts';
export type { FilmEvent, FrameAnswer, FrameRequest, Stage } from './workers/messages.ts';
