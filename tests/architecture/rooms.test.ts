import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ROOT } from '../support/media.ts';

const rooms = readdirSync(join(ROOT, 'src')).filter((name) => existsSync(join(ROOT, 'src', name, 'tsconfig.json')));
const configOf = (room: string) => JSON.parse(readFileSync(join(ROOT, 'src', room, 'tsconfig.json'), 'utf8'));
const isPure = (room: string): boolean => configOf(room).compilerOptions.types === undefined;
const mayImport = (room: string): string[] =>
  (configOf(room).references ?? []).map(({ path }: { path: string }) => path.slice('../'.length));

/** All rooms that a room's own imports lead to. */
function reach(room: string): Set<string> {
  const reached = new Set<string>();
  const visit = (from: string) => {
    for (const to of mayImport(from)) {
      reached.add(to);
      visit(to);
    }
  };
  visit(room);
  return reached;
}

const sources = (room: string) =>
  readdirSync(join(ROOT, 'src', room), { recursive: true })
    .map(String)
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => ({ file: join(room, file), text: readFileSync(join(ROOT, 'src', room, file), 'utf8') }));

/** A copy of the sources to break, with the packages at hand. */
const copy = mkdtempSync(join(ROOT, 'build', 'rooms-'));
after(() => rmSync(copy, { recursive: true, force: true }));
for (const name of ['src', 'tsconfig.base.json', 'biome.json', 'package.json']) {
  cpSync(join(ROOT, name), join(copy, name), { recursive: true });
}
symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));

/** Put files into a room and give what the compiler says. */
function compileWith(room: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(copy, 'src', room, name), text);
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-b', `src/${room}`], { cwd: copy, encoding: 'utf8' });
  for (const name of Object.keys(files)) rmSync(join(copy, 'src', room, name));
  return stdout;
}

const ENVIRONMENT: Readonly<Record<string, string>> = {
  'intruder-module.ts': "export { readFileSync } from 'node:fs';\n",
  'intruder-process.ts': 'export const folder: string = process.cwd();\n',
  'intruder-document.ts': 'export const title: string = document.title;\n',
  'intruder-network.ts': "export const answer: unknown = fetch('/');\n",
};

/** Put files into a room, one compilation for all, and see each of them refused. */
function assertRefused(room: string, files: Readonly<Record<string, string>>): void {
  const output = compileWith(room, files);
  for (const name of Object.keys(files)) assert.ok(output.includes(name), `${room}/${name} compiles:\n${output}`);
}

describe('The compiler refuses', () => {
  for (const room of rooms.filter(isPure)) {
    it(`Node and the DOM in the pure room ${room}`, () => assertRefused(room, ENVIRONMENT));
  }

  for (const room of rooms) {
    const above = rooms.filter((other) => other !== room && !reach(room).has(other));
    if (above.length === 0) continue;
    it(`in ${room} the rooms ${above.join(', ')}`, () => {
      assert.equal(compileWith(room, {}), '', `${room} compiles as it is`);
      const importOf = (other: string) => [`intruder-${other}.ts`, `export * from '../${other}/index.ts';\n`];
      assertRefused(room, Object.fromEntries(above.map(importOf)));
    });
  }
});

describe('No room', () => {
  // The compiler lets a room import what the rooms that it may import import: their references count as its own.
  it('imports a room that its own tsconfig.json does not name', () => {
    const wrong: string[] = [];
    for (const room of rooms) {
      for (const { file, text } of sources(room)) {
        for (const [, other] of text.matchAll(/'(?:\.\.\/)+([a-z]+)\/[^']*'/g)) {
          if (rooms.includes(other!) && other !== room && !mayImport(room).includes(other!))
            wrong.push(`${file}: ${other}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('reaches another by the name of the package', () => {
    const intruders = "export { createPool } from 'chromatheque/pool';\nexport { PATHS } from '#protocol';\n";
    writeFileSync(join(copy, 'src', 'color', 'intruder.ts'), intruders);
    const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const args = [biome, 'lint', 'src/color/intruder.ts'];
    const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
    rmSync(join(copy, 'src', 'color', 'intruder.ts'));
    assert.notEqual(status, 0);
    assert.equal((stderr + stdout).match(/intruder\.ts:\d+:\d+ lint\/style\/noRestrictedImports/g)?.length, 2);
  });
});

describe('Every room', () => {
  for (const room of rooms) {
    it(`${room} opens with a paragraph that says what it is for`, () => {
      assert.match(readFileSync(join(ROOT, 'src', room, 'index.ts'), 'utf8'), /^\/\*\*\n \* \S/);
    });
  }
});

describe('Every export', () => {
  it('has a docstring', () => {
    const declaration = /^export (?:abstract |async )*(?:function\*?|class|const|interface|type|enum) (\w+)/;
    const bare: string[] = [];
    for (const { file, text } of rooms.flatMap(sources)) {
      const lines = text.split('\n');
      for (const [i, line] of lines.entries()) {
        const match = declaration.exec(line);
        if (match && !/\*\/$/.test(lines[i - 1] ?? '')) bare.push(`${file}:${i + 1} ${match[1]}`);
      }
    }
    assert.deepEqual(bare, []);
  });
});
