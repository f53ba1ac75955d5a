import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../support/media.ts';

/** All TypeScript files of a folder, as paths below it with slashes. */
const listFiles = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));

/** All source files, below `src`. */
const files = listFiles('src');

/** Files in one folder at most, so that its listing can be read at once. */
const MAX_FILES = 16;

/** Import and export statements of values, and those of types. */
const VALUES = /^(?:import|export) (?!type\b)[^;]*?from '(\.[^']+)'|^import '(\.[^']+)'/gms;
const VALUES_AND_TYPES = /^(?:import|export)\b[^;]*?from '(\.[^']+)'|^import '(\.[^']+)'/gms;

/** The files that a file imports. */
function importsOf(file: string, kind: RegExp = VALUES): string[] {
  const text = readFileSync(join(ROOT, 'src', file), 'utf8');
  const statements = text.matchAll(kind);
  return Array.from(statements, ([, from, bare]) => posix.join(posix.dirname(file), (from ?? bare)!));
}

/** Find a circle among files: those on it, in order, or null. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | null => {
    if (done.has(file)) return null;
    if (path.includes(file)) return path.slice(path.indexOf(file));
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next);
      if (circle !== null) return circle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const circle = visit(file);
    if (circle !== null) return circle;
  }
  return null;
}

describe('The folders of the sources', () => {
  it('hold few files beside one another, as do those of what tests share', () => {
    const counts = new Map<string, number>();
    const shared = listFiles('tests/support').map((file) => `tests/support/${file}`);
    for (const file of [...files, ...shared]) {
      counts.set(posix.dirname(file), (counts.get(posix.dirname(file)) ?? 0) + 1);
    }
    assert.deepEqual(
      [...counts].filter(([, count]) => count > MAX_FILES),
      [],
    );
  });

  it('hold no circle of files that import each other', () => {
    assert.equal(findCircle(new Map(files.map((file) => [file, importsOf(file)]))), null);
  });

  it('hold no circle of files that import types from each other, but for node/app', () => {
    const others = files.filter((file) => !file.startsWith('node/app/'));
    assert.equal(findCircle(new Map(others.map((file) => [file, importsOf(file, VALUES_AND_TYPES)]))), null);
  });

  it('lead from core to neither node nor web', () => {
    const wrong = files.filter(
      (file) => file.startsWith('core/') && importsOf(file).some((to) => !to.startsWith('core/')),
    );
    assert.deepEqual(wrong, []);
  });

  it('export no name twice', () => {
    const places = new Map<string, Set<string>>();
    for (const file of files) {
      const text = readFileSync(join(ROOT, 'src', file), 'utf8');
      const declared = text.matchAll(/^export (?:async )?(?:const|function\*?|class|interface|type) (\w+)/gm);
      // A function with overloads is declared several times in one file.
      for (const [, name] of declared) places.set(name!, (places.get(name!) ?? new Set()).add(file));
    }
    assert.deepEqual(
      [...places].filter(([, where]) => where.size > 1),
      [],
    );
  });

  it('keep the drawing rooms out of the process that reads films', () => {
    const reached = new Set(['node/app/workers/span-worker.ts']);
    // A set that grows is read to its end.
    for (const file of reached) for (const next of importsOf(file)) reached.add(next);
    assert.ok(reached.has('core/pipeline/sample-span.ts'));
    assert.deepEqual(
      [...reached].filter((file) => /^core\/(?:poster|type|export)\//.test(file)),
      [],
    );
  });
});
