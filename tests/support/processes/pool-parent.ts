import { createPool } from '#node/pool/index';

/** A parent that is killed while its children are at work. */
const pool = createPool({ entry: new URL('./pool-child.js', import.meta.url), size: 2 });
const pids = await Promise.all([pool.run({ kind: 'pid' }), pool.run({ kind: 'pid' })]);
for (const _ of pids) pool.run({ kind: 'hang' }).catch(() => {});
process.send?.(pids);
