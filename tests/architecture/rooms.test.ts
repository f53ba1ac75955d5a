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
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { after, describe, it } from 'node:test';
import { ROOT } from '../support/media.ts';

const WINGS = readdirSync(join(ROOT, 'src'));
/** Paths below `src`: `core/color`. */
const rooms = WINGS.flatMap((wing) => readdirSync(join(ROOT, 'src', wing)).map((name) => `${wing}/${name}`)).filter(
  (room) => existsSync(join(ROOT, 'src', room, 'tsconfig.json')),
);
const configOf = (room: string) => JSON.parse(readFileSync(join(ROOT, 'src', room, 'tsconfig.json'), 'utf8'));
const isPure = (room: string): boolean => configOf(room).compilerOptions.types === undefined;
const mayImport = (room: string): string[] =>
  (configOf(room).references ?? []).map(({ path }: { path: string }) => posix.join(room, path));

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

/** A copy of the rooms to break, with the packages available. */
const copy = mkdtempSync(join(tmpdir(), 'rooms-'));
after(() => rmSync(copy, { recursive: true, force: true }));
for (const name of ['tsconfig.base.json', 'biome.json', 'package.json']) cpSync(join(ROOT, name), join(copy, name));
symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));

const ENVIRONMENT: Readonly<Record<string, string>> = {
  'intruder-module.ts': "export { readFileSync } from 'node:fs';\n",
  'intruder-process.ts': 'export const folder: string = process.cwd();\n',
  'intruder-document.ts': 'export const title: string = document.title;\n',
  'intruder-network.ts': "export const answer: unknown = fetch('/');\n",
};

const nameIntruder = (room: string): string => `intruder-${room.replace('/', '-')}.ts`;

/** The rooms that a room may not import, directly or through others. */
const above = (room: string): string[] => rooms.filter((other) => other !== room && !reach(room).has(other));

/** Every forbidden file, all of them in one copy: its path from `copy`. */
const intruders: string[] = [];

/** Fill the copy: each room with its own tsconfig.json, a file for others to import, and its intruders. */
function fillCopy(): void {
  for (const room of rooms) {
    const folder = join(copy, 'src', room);
    // A pure room has all its sources, for one of them could bring in the types of Node or the DOM. The other rooms are
    // refused by their tsconfig.json alone.
    const isWanted = (path: string) => isPure(room) || /tsconfig\.json$|src.[a-z]+.[a-z0-9]+$/.test(path);
    cpSync(join(ROOT, 'src', room), folder, { recursive: true, filter: isWanted });
    // What the rooms below declare, for no room with an intruder is built.
    const isDeclared = (path: string) => !/\.(?:js|map)$/.test(path);
    if (isPure(room))
      cpSync(join(ROOT, 'dist', room), join(copy, 'dist', room), { recursive: true, filter: isDeclared });
    writeFileSync(join(folder, 'leaf.ts'), 'export const leaf = 0;\n');
    const files = isPure(room) ? { ...ENVIRONMENT } : {};
    for (const other of above(room)) files[nameIntruder(other)] = `export * from '../../${other}/leaf.ts';\n`;
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
      intruders.push(`src/${room}/${name}`);
    }
  }
}

/** The files of the copy that the compiler refuses, in one run for all rooms: it takes seconds. */
function refuseFiles(): ReadonlySet<string> {
  fillCopy();
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const projects = rooms.map((room) => `src/${room}`);
  const { stdout } = spawnSync(process.execPath, [tsc, '-b', ...projects], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return new Set(Array.from(stdout.matchAll(/^(src\S+)\(\d+,\d+\): error /gm), ([, file]) => file!));
}

const refused = refuseFiles();

/** Assert that the compiler refused a file of each name in a room. */
function assertRefused(room: string, names: readonly string[]): void {
  for (const name of names) assert.ok(refused.has(`src/${room}/${name}`), `${room}/${name} compiles`);
}

describe('The compiler refuses', () => {
  for (const room of rooms.filter(isPure)) {
    it(`Node and the DOM in the pure room ${room}`, () => assertRefused(room, Object.keys(ENVIRONMENT)));
  }

  for (const room of rooms) {
    const others = above(room);
    if (others.length === 0) continue;
    it(`in ${room} the rooms ${others.join(', ')}`, () => assertRefused(room, others.map(nameIntruder)));
  }

  it('no other file', () => {
    assert.deepEqual(
      [...refused].filter((file) => !intruders.includes(file)),
      [],
    );
  });
});

describe('No room', () => {
  // The compiler lets a room import what the rooms that it may import import: their references count as its own.
  it('imports a room that its own tsconfig.json does not name', () => {
    const wrong: string[] = [];
    for (const room of rooms) {
      for (const { file, text } of sources(room)) {
        for (const [, path] of text.matchAll(/'((?:\.\.\/)+[^']*)'/g)) {
          const other = posix.join(posix.dirname(file), path!).split('/').slice(0, 2).join('/');
          if (rooms.includes(other) && other !== room && !mayImport(room).includes(other))
            wrong.push(`${file}: ${other}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('reaches another by the name of the package', () => {
    const imports =
      "export { drawPoster } from 'chromatheque/poster';\nexport { PATHS } from '#core/protocol/index';\n";
    writeFileSync(join(copy, 'src', 'core', 'color', 'intruder.ts'), imports);
    const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const args = [biome, 'lint', 'src/core/color/intruder.ts'];
    const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
    rmSync(join(copy, 'src', 'core', 'color', 'intruder.ts'));
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

/** Sources of the public API: the module behind each entry of package.json's `exports`. */
const entries = Object.values(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).exports).flatMap((entry) =>
  typeof entry === 'string'
    ? []
    : [(entry as { default: string }).default.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts')],
);

interface ReExport {
  readonly file: string;
  /** Its name there; null is everything. */
  readonly name: string | null;
}

/** What a module re-exports. */
function listReExports(file: string): ReExport[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const statements = text.matchAll(/^export (?:type )?(?:\*|\{([^}]*)\}) from '([^']+)'/gm);
  return Array.from(statements).flatMap(([, names, path]): ReExport[] => {
    const source = posix.join(posix.dirname(file), path!);
    if (names === undefined) return [{ file: source, name: null }];
    const listed = names.matchAll(/(?:type )?(\w+)(?: as \w+)?\s*(?:,|$)/g);
    return Array.from(listed, ([, name]) => ({ file: source, name: name! }));
  });
}

/** The declarations that a module exports under a name (null: all) without a docstring: `path name`. */
function findUndocumented(file: string, name: string | null): string[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  const declaration = /^export (?:abstract |async )*(?:function\*?|class|const|interface|type|enum) (\w+)/;
  const bare = lines.flatMap((line, i) => {
    const found = declaration.exec(line)?.[1];
    if (found === undefined || (name !== null && found !== name) || /\*\/$/.test(lines[i - 1] ?? '')) return [];
    return [`${file} ${found}`];
  });
  const others = listReExports(file).filter((other) => name === null || other.name === name || other.name === null);
  return [...bare, ...others.flatMap((other) => findUndocumented(other.file, name ?? other.name))];
}

describe('The public API', () => {
  it('has a docstring on every export of an entry of package.json', () => {
    const names = entries.flatMap(listReExports);
    assert.ok(names.length > 120, `found only ${names.length} exports`);
    assert.deepEqual([...new Set(entries.flatMap((file) => findUndocumented(file, null)))], []);
  });
});
