import type { Redis } from 'ioredis';
import { PREFIX } from '../jobs/names.ts';
import { packValue, unpackValue } from '../jobs/pack.ts';
import {
  parsePlan,
  parseStretch,
  parseStretchDone,
  type Segment,
  type SegmentResult,
  type StoredPlan,
} from '../jobs/stored-film.ts';

/**
 * What films that are being worked off consist of, and what is done of them: a hash in Redis for each, gone when the film is joined. It lies beside BullMQ's
 * own results, because those are kept three times over (in the job, at its parent, in the stream of events).
 */
export interface FilmStore {
  /** Keep a plan, unless there is one: a film is made by one plan, whoever else may have made another meanwhile. @returns the one that holds. */
  savePlan(key: string, plan: StoredPlan, stretches: readonly Segment[]): Promise<StoredPlan>;
  /** Null for a film that is not planned, or joined. */
  loadPlan(key: string): Promise<StoredPlan | null>;
  /** Null for a film that is not planned, or joined. */
  loadStretch(key: string, stretch: number): Promise<Segment | null>;
  /** Keep what came of a stretch, unless its film is gone. */
  saveResult(key: string, stretch: number, done: SegmentResult): Promise<void>;
  loadResult(key: string, stretch: number): Promise<SegmentResult | null>;
  /** Say which stretches are done. */
  listDone(key: string): Promise<ReadonlySet<number>>;
  drop(...keys: readonly string[]): Promise<void>;
}

/**
 * Seconds after which a film that nobody works on is forgotten: one that failed when it was all but done, or waits in a queue that was paused. What is
 * lost is time.
 */
const LIFETIME = 3 * 24 * 3600;

/** Sets fields of a hash, unless it is there: all at once, so that a plan is never without its stretches. */
const SET_ONCE = `
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('HSET', KEYS[1], unpack(ARGV)) end
return redis.call('EXPIRE', KEYS[1], ${LIFETIME})`;

const PLAN = 'plan';
const stretchField = (stretch: number) => `stretch:${stretch}`;
const doneField = (stretch: number) => `done:${stretch}`;

/** Open the store. */
export function openFilmStore(redis: Redis): FilmStore {
  const keyOf = (key: string) => `${PREFIX}:film:${key}`;

  async function load<T>(key: string, field: string, parse: (value: unknown) => T): Promise<T | null> {
    const packed = await redis.hgetBuffer(keyOf(key), field);
    return packed === null ? null : parse(await unpackValue(packed));
  }

  return {
    async savePlan(key, plan, stretches) {
      const fields = new Map([[PLAN, await packValue(plan)]]);
      for (const [i, stretch] of stretches.entries()) fields.set(stretchField(i), await packValue(stretch));
      await redis.eval(SET_ONCE, 1, keyOf(key), ...[...fields].flat());
      return (await load(key, PLAN, parsePlan)) ?? plan;
    },
    loadPlan: (key) => load(key, PLAN, parsePlan),
    loadStretch: (key, stretch) => load(key, stretchField(stretch), parseStretch),
    async saveResult(key, stretch, done) {
      const packed = await packValue(done);
      if (!(await redis.hexists(keyOf(key), PLAN))) return;
      await redis.hset(keyOf(key), doneField(stretch), packed);
      await redis.expire(keyOf(key), LIFETIME);
    },
    loadResult: (key, stretch) => load(key, doneField(stretch), parseStretchDone),
    async listDone(key) {
      const fields = await redis.hkeys(keyOf(key));
      const done = fields.filter((field) => field.startsWith(doneField(0).slice(0, -1)));
      return new Set(done.map((field) => Number(field.slice(doneField(0).length - 1))));
    },
    async drop(...keys) {
      if (keys.length > 0) await redis.unlink(...keys.map(keyOf));
    },
  };
}
