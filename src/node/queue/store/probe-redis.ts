import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { PREFIX } from '../jobs/names.ts';
import { QueueError } from '../queue-error.ts';
import { connectToRedis } from './connect.ts';
import type { Libraries } from './libraries.ts';
import { redactQueueUrl } from './queue-url.ts';
import { explainRefusals } from './redis-refusal.ts';

export interface RedisFacts {
  /** A sentence if Redis may evict keys of the queue, else null. */
  readonly warning: string | null;
}

/** Seconds after which the probe's key expires, in case the user may not delete it. */
const LIFETIME = 60;

/**
 * The commands in the scripts of BullMQ 6 and of this room, with the arguments after the key. Some
 * fail because the key has another type, which does no harm.
 */
const COMMANDS = [
  'SET v',
  'GET',
  'INCR',
  'INCRBY 1',
  'EXISTS',
  `EXPIRE ${LIFETIME}`,
  `PEXPIRE ${LIFETIME}000`,
  'PTTL',
  'PERSIST',
  'TYPE',
  'DEL',
  'HSET f v',
  'HMSET f v',
  'HGET f',
  'HMGET f',
  'HGETALL',
  'HDEL f',
  'HEXISTS f',
  'HINCRBY f 1',
  'HKEYS',
  'HLEN',
  'DEL',
  'LPUSH v',
  'RPUSH v',
  'LLEN',
  'LRANGE 0 0',
  'LREM 0 w',
  'LTRIM 0 9',
  'LINDEX 0',
  'LPOS v',
  'LPOP',
  'RPOP',
  'DEL',
  'SADD v',
  'SREM w',
  'SCARD',
  'SMEMBERS',
  'SISMEMBER v',
  'DEL',
  'ZADD 1 v',
  'ZREM w',
  'ZSCORE v',
  'ZCARD',
  'ZCOUNT 0 1',
  'ZRANGE 0 0',
  'ZREVRANGE 0 0',
  'ZRANGEBYSCORE 0 1',
  'ZREVRANGEBYSCORE 1 0',
  'ZREMRANGEBYSCORE 2 3',
  'ZPOPMIN',
  'DEL',
  'XADD * f v',
  'XLEN',
  'XRANGE - +',
  'XTRIM MAXLEN 1',
  'UNLINK',
] as const;

/** Runs each command. Returns the first refusal as an error, or false. */
const TRY_ALL = `
local refused = false
for _, line in ipairs(ARGV) do
  local words = {}
  for word in string.gmatch(line, '%S+') do words[#words + 1] = word end
  table.insert(words, 2, KEYS[1])
  local reply = redis.pcall(unpack(words))
  if type(reply) == 'table' and reply.err and not refused then
    for _, code in ipairs({'NOPERM', 'The user executing', 'ACL failure', 'READONLY', 'OOM', 'MISCONF'}) do
      if string.find(reply.err, code, 1, true) then refused = reply.err .. " ('" .. words[1] .. "' command)" end
    end
  end
end
if refused then return redis.error_reply(refused) end
return false`;

/**
 * Check that Redis accepts all commands of a queue, over a separate connection, and read its
 * eviction policy.
 *
 * @param signal ends the check.
 * @throws {OptionError} for a URL that is not a queue's.
 * @throws {QueueError} `unreachable`, also when the connection is lost or `signal` ends the check;
 *   `forbidden`, `read-only`, `full`.
 */
export async function probeRedis(
  libraries: Pick<Libraries, 'Redis'>,
  url: string,
  signal?: AbortSignal,
): Promise<RedisFacts> {
  const redis = await connectToRedis(libraries, url, { isProbe: true, signal });
  const address = redactQueueUrl(url);
  try {
    return await explainRefusals(address, () => probe(redis));
  } catch (error) {
    if (error instanceof QueueError || redis.status !== 'end') throw error;
    throw new QueueError('unreachable', `${address}: the connection to Redis was lost`, { cause: error });
  } finally {
    redis.disconnect();
  }
}

async function probe(redis: Redis): Promise<RedisFacts> {
  const info = await redis.info();
  const key = `${PREFIX}:probe:${randomUUID()}`;
  await redis.eval(TRY_ALL, 1, key, ...COMMANDS);
  await redis.evalsha('0'.repeat(40), 0).catch(unlessMissing);
  await redis.xread('COUNT', 1, 'STREAMS', key, '0');
  await redis.multi().get(key).exec();
  await redis.bzpopmin(key, 0.01).catch(unlessOld);
  return { warning: describeEviction(info) };
}

/** Before Redis 6 the timeout was an integer; those versions have no user rights either. */
function unlessOld(error: Error): null {
  if (error.message.includes('timeout is not an integer')) return null;
  throw error;
}

/** No script has this hash: Redis answers NOSCRIPT if the user may run the command. */
function unlessMissing(error: Error): null {
  if (error.message.startsWith('NOSCRIPT')) return null;
  throw error;
}

function describeEviction(info: string): string | null {
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'noeviction';
  if (policy === 'noeviction') return null;
  return `Redis may delete films when its memory is full (maxmemory-policy ${policy}); set it to noeviction`;
}
