import { COLOR_ALGORITHM, PACKAGE } from '../../app/index.ts';

/** What all keys in Redis begin with. */
export const PREFIX = 'chromatheque';

/**
 * The queue of this version of the program and of its rules of colour. Each has its own, so that no worker ever meets a film of another: one film is never made by two
 * versions.
 */
export const QUEUE_NAME: string = `films-${PACKAGE.version}-colors-${COLOR_ALGORITHM}`;

/**
 * Options of everything that BullMQ opens. Its own look at Redis prints to the console about settings; `probeRedis` is
 * ours. Without it BullMQ takes Redis for version 5 and rounds waits for delayed jobs up to whole seconds.
 */
export const QUEUE_OPTIONS: { readonly prefix: string; readonly skipVersionCheck: true } = {
  prefix: PREFIX,
  skipVersionCheck: true,
};

/** The set of the names of all queues that there are. */
export const QUEUES_KEY: string = `${PREFIX}:queues`;

/** The job of a film: it plans, waits for its stretches, joins them. */
export const FILM = 'film';
/** The job of a stretch of a film. */
export const STRETCH = 'stretch';
