import { COLOR_ALGORITHM, PACKAGE, SHOT_ALGORITHM } from '../../app/internal.ts';

/** Prefix of all keys in Redis. */
export const PREFIX = 'chromatheque';

/** Version of jobs, keys and stored values. Raise it with every change of their names or shapes. */
const WIRE_VERSION = 3;

const ALGORITHMS = `colors-${COLOR_ALGORITHM}-shots-${SHOT_ALGORITHM}`;

/**
 * Name of the queue: one per version of the package, of the wire format and of what is found. So no
 * worker ever reads a job of another version, and one film is never made by two versions.
 */
export const QUEUE_NAME: string = `films-${PACKAGE.version}-wire-${WIRE_VERSION}-${ALGORITHMS}`;

/** Prefix of the keys that hold films in progress. */
export const FILM_KEY_PREFIX: string = `${PREFIX}:film-data:${QUEUE_NAME}:`;

/**
 * Options of every BullMQ object. BullMQ's own check of Redis prints warnings to the console;
 * `probeRedis` replaces it. Without that check BullMQ assumes Redis 5 and rounds the wait for
 * delayed jobs up to whole seconds.
 */
export const QUEUE_OPTIONS: { readonly prefix: string; readonly skipVersionCheck: true } = {
  prefix: PREFIX,
  skipVersionCheck: true,
};

/** Key of the set of all queue names. */
export const QUEUES_KEY: string = `${PREFIX}:queues`;

/** Name of a film's job: plans the film, waits for its segments, joins them. */
export const FILM = 'film';
/** Name of a segment's job. */
export const SEGMENT = 'segment';
