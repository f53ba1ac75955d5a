import type { Redis } from 'ioredis';
import { FILM_KEY_PREFIX } from '../jobs/names.ts';
import { packValue, unpackValue } from '../jobs/pack.ts';
import {
  parsePlan,
  parseSegment,
  parseSegmentResult,
  type Segment,
  type SegmentResult,
  type StoredPlan,
} from '../jobs/stored-film.ts';

/**
 * Films in progress: their plans, segments and results, one Redis hash per film. It is deleted when
 * the film is joined.
 *
 * Results are not returned by BullMQ jobs, because BullMQ keeps each return value three times: in
 * the job, at its parent and in the stream of events.
 */
export interface FilmStore {
  /**
   * Save a plan, unless the film has one: a film is made by one plan, even if two workers plan it.
   *
   * @returns the plan that is valid.
   */
  savePlan(key: string, plan: StoredPlan, segments: readonly Segment[]): Promise<StoredPlan>;
  /** @returns null for a film that is not planned yet, or already joined. */
  loadPlan(key: string): Promise<StoredPlan | null>;
  /** @returns null for a film that is not planned yet, or already joined. */
  loadSegment(key: string, segment: number): Promise<Segment | null>;
  /** Save the result of a segment, unless its film has been deleted. */
  saveResult(key: string, segment: number, result: SegmentResult): Promise<void>;
  loadResult(key: string, segment: number): Promise<SegmentResult | null>;
  /** List the segments that have a result. */
  listDone(key: string): Promise<ReadonlySet<number>>;
  delete(...keys: readonly string[]): Promise<void>;
}

/**
 * Seconds without a change after which a film is deleted: one that failed when it was nearly
 * finished, or one in a paused queue. Deleting costs time only.
 */
const LIFETIME = 3 * 24 * 3600;

/** Sets the fields of a hash that does not exist, in one step: a plan never lacks its segments. */
const SET_ONCE = `
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('HSET', KEYS[1], unpack(ARGV)) end
return redis.call('EXPIRE', KEYS[1], ${LIFETIME})`;

const PLAN = 'plan';
const SEGMENT_PREFIX = 'segment:';
const RESULT_PREFIX = 'result:';

export function openFilmStore(redis: Redis): FilmStore {
  const keyOf = (key: string) => `${FILM_KEY_PREFIX}${key}`;

  async function load<T>(key: string, field: string, parse: (value: unknown) => T): Promise<T | null> {
    const packed = await redis.hgetBuffer(keyOf(key), field);
    return packed === null ? null : parse(await unpackValue(packed));
  }

  return {
    async savePlan(key, plan, segments) {
      const fields = new Map([[PLAN, await packValue(plan)]]);
      for (const [i, segment] of segments.entries()) fields.set(`${SEGMENT_PREFIX}${i}`, await packValue(segment));
      await redis.eval(SET_ONCE, 1, keyOf(key), ...[...fields].flat());
      return (await load(key, PLAN, parsePlan)) ?? plan;
    },
    loadPlan: (key) => load(key, PLAN, parsePlan),
    loadSegment: (key, segment) => load(key, `${SEGMENT_PREFIX}${segment}`, parseSegment),
    async saveResult(key, segment, result) {
      const packed = await packValue(result);
      if (!(await redis.hexists(keyOf(key), PLAN))) return;
      await redis.hset(keyOf(key), `${RESULT_PREFIX}${segment}`, packed);
      await redis.expire(keyOf(key), LIFETIME);
    },
    loadResult: (key, segment) => load(key, `${RESULT_PREFIX}${segment}`, parseSegmentResult),
    async listDone(key) {
      const fields = await redis.hkeys(keyOf(key));
      const done = fields.filter((field) => field.startsWith(RESULT_PREFIX));
      return new Set(done.map((field) => Number(field.slice(RESULT_PREFIX.length))));
    },
    async delete(...keys) {
      if (keys.length > 0) await redis.unlink(...keys.map(keyOf));
    },
  };
}
