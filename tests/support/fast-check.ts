import fc from 'fast-check';

// Each run tries other examples, which finds more. CI uses a fixed seed, so that a commit always has the same result.
if (process.env.CI === 'true') fc.configureGlobal({ seed: 20_261_126 });

export default fc;
