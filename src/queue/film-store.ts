import type { Redis } from 'ioredis';
import { PREFIX } from './names.ts';
import { packValue, unpackValue } from './pack.ts';
import {
  parsePlan,
  parseStretch,
  parseStretchDone,
  type StoredPlan,
  type Stretch,
  type StretchDone,
} from './stored-film.ts';

/**
 * What films that are being worked off consist of, and what is done of them: a hash in Redis for each, gone when the film is joined. It lies beside BullMQ's
 * own results, because those are kept three times over (in the job, at its parent, in the stream of events).
 */
export interface FilmStore {
  savePlan(key: string, plan: StoredPlan, stretches: readonly Stretch[]): Promise<void>;
  /** Null for a film that is not planned, or joined. */
  loadPlan(key: string): Promise<StoredPlan | null>;
  /** Null for a film that is not planned, or joined. */
  loadStretch(key: string, stretch: number): Promise<Stretch | null>;
  /** Keep what came of a stretch, unless its film is gone. */
  saveDone(key: string, stretch: number, done: StretchDone): Promise<void>;
  loadDone(key: string, stretch: number): Promise<StretchDone | null>;
  /** Say which stretches are done. */
  listDone(key: string): Promise<ReadonlySet<number>>;
  drop(...keys: readonly string[]): Promise<void>;
}

/** Seconds after which a film that nobody works on is forgotten: weeks, since nothing but time is lost. */
const LIFETIME = 14 * 24 * 3600;

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

  async function save(key: string, fields: ReadonlyMap<string, Buffer>): Promise<void> {
    await redis.hset(keyOf(key), new Map(fields));
    await redis.expire(keyOf(key), LIFETIME);
  }

  return {
    async savePlan(key, plan, stretches) {
      const fields = new Map([[PLAN, await packValue(plan)]]);
      for (const [i, stretch] of stretches.entries()) fields.set(stretchField(i), await packValue(stretch));
      await save(key, fields);
    },
    loadPlan: (key) => load(key, PLAN, parsePlan),
    loadStretch: (key, stretch) => load(key, stretchField(stretch), parseStretch),
    async saveDone(key, stretch, done) {
      const packed = await packValue(done);
      if (await redis.hexists(keyOf(key), PLAN)) await save(key, new Map([[doneField(stretch), packed]]));
    },
    loadDone: (key, stretch) => load(key, doneField(stretch), parseStretchDone),
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
