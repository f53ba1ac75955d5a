// npm run docs [-- BASE]: the documentation as a site of static files, in build/docs. BASE is the path below which a
// host serves them, such as /chromatheque/; the default is /. No request leaves this machine.
import { join } from 'node:path';
import { install, ROOT } from './prepare.mjs';

install();
const { build } = await import('vitepress');
const outDir = join(ROOT, 'build', 'docs');
await build(join(ROOT, 'docs'), { outDir, base: process.argv[2] ?? '/' });
console.log(`The site: ${outDir}`);
