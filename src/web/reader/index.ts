/**
 * Films in a browser: frames, sound and fingerprints of a film, read by mediabunny and WebCodecs in workers.
 *
 * It draws nothing and knows no page.
 */

export { openWebSource } from './web-codecs-source.ts';
export { openWebSound } from './web-sound.ts';
export type { FilmCommand, FilmEvent, Stage } from './workers/messages.ts';
