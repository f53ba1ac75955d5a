// Writes docs/api.md from the declarations of the package and their comments.
// TypeScript 7 has no API for JavaScript, so the declarations are read by TypeScript 6.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript-6';
import { ROOT } from './prepare.mjs';

/** Entries whose exports are described one by one; of the others, each has a line. */
const WHOLE = {
  '.': 'The names of `chromatheque`',
  './browser': 'In a browser: `chromatheque/browser`',
};
const FILE = join(ROOT, 'docs', 'api.md');

const INTRODUCTION = `# API

This file is written by \`node scripts/api.mjs\` from the declarations of the package. For the options of the command line see [cli.md](cli.md).

\`\`\`ts
import { fingerprint, render, streamColumns, writeFingerprint } from 'chromatheque';

const film = await fingerprint('film.mkv', { samples: 1200, onProgress: ({ done, total }) => console.log(done / total) });
await writeFingerprint('film.json', film);
const svg = await render(film, { format: 'svg', layout: 'ring', colors: 3 });

for await (const { time, swatches } of streamColumns('film.mkv', { samples: 100 })) console.log(time, swatches[0]?.color);
\`\`\`

Every error of the package is a \`ChromathequeError\` with a \`code\`; the caller's mistakes are \`OptionError\`s. [troubleshooting.md](troubleshooting.md) lists the codes.
Calls that read films start processes of their own, one per core. To share them among calls, create a runner:

\`\`\`ts
import { createRunner, fingerprint } from 'chromatheque';

const runner = createRunner({ jobs: 4 });
const films = [];
for (const path of ['one.mkv', 'two.mkv']) films.push(await fingerprint(path, { runner }));
runner.close();
\`\`\`

Warnings (frames that could not be decoded, a title that no font can draw) go to \`onWarning\`; without it they are warnings of the process (\`process.emitWarning\`).
`;

/** Describe the API. @returns the content of docs/api.md. */
export function describeApi() {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const entries = Object.entries(exports).flatMap(([name, { types }]) =>
    types === undefined ? [] : [{ name, file: join(ROOT, types) }],
  );
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    {
      strict: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules', '@types')],
    },
  );
  const checker = program.getTypeChecker();
  const parts = entries.map(({ name, file }) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file));
    const symbols = checker
      .getExportsOfModule(module)
      .map((symbol) => ({ name: symbol.name, symbol: resolve(checker, symbol) }))
      .sort((a, b) => Number(isType(a.symbol)) - Number(isType(b.symbol)) || (a.name < b.name ? -1 : 1));
    if (WHOLE[name] === undefined) return listEntry(checker, name, module, symbols);
    const described = symbols.map((one) => describeSymbol(checker, one)).join('\n');
    // Declarations have the names of the sources; users have those of the entry.
    const renamed = symbols.filter((one) => one.name !== one.symbol.name);
    const text = renamed.reduce(
      (all, one) => all.replace(new RegExp(`\\b${one.symbol.name}\\b`, 'g'), one.name),
      described,
    );
    return `## ${WHOLE[name]}\n\n${text}`;
  });
  const whole = Object.keys(WHOLE).length;
  const rooms =
    '## The rooms\n\nPure functions that run in Node and in browsers. What is listed here stays the same within a major version.\n\n';
  return `${INTRODUCTION}\n${parts.slice(0, whole).join('\n')}\n${rooms}${parts.slice(whole).join('\n')}`;
}

const resolve = (checker, symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);

const isType = (symbol) => (symbol.flags & (ts.SymbolFlags.Value | ts.SymbolFlags.Class)) === 0;

/** The text of a docstring, in one line. */
const docOf = (checker, symbol) => toLine(ts.displayPartsToString(symbol.getDocumentationComment(checker)));

const toLine = (text) => text.replace(/\s*\n\s*/g, ' ').trim();

/** Links of TSDoc become code: the names are on the same page or in the declarations. */
const plain = (text) => text.replace(/\{@link (\S+?)\}/g, '`$1`');

function tagsOf(checker, symbol) {
  return symbol.getJsDocTags(checker).map(({ name, text }) => ({
    name,
    text: plain(toLine(ts.displayPartsToString(text))),
  }));
}

function describeSymbol(checker, { name, symbol }) {
  const [declaration] = symbol.declarations ?? [];
  const type = isType(symbol)
    ? checker.getDeclaredTypeOfSymbol(symbol)
    : checker.getTypeOfSymbolAtLocation(symbol, declaration);
  const calls = isType(symbol) || symbol.flags & ts.SymbolFlags.Class ? [] : type.getCallSignatures();
  // Overloads have a docstring each.
  const lines = [`### \`${name}\`\n`, ...(calls.length > 1 ? [] : [`${plain(docOf(checker, symbol))}\n`])];
  if (calls.length > 0) lines.push(...describeCalls(checker, name, calls));
  else if (symbol.flags & ts.SymbolFlags.TypeAlias) lines.push(`\`\`\`ts\n${tidy(declaration.getText())}\n\`\`\`\n`);
  else {
    const members = symbol.flags & ts.SymbolFlags.Class ? checker.getDeclaredTypeOfSymbol(symbol) : type;
    lines.push(...describeMembers(checker, members, declaration));
  }
  return lines.join('\n');
}

const tidy = (text) => text.replace(/^export (?:declare )?/, '').replace(/^readonly /gm, '');

function describeCalls(checker, name, calls) {
  const lines = [];
  for (const call of calls) {
    const text = call.declaration.getText();
    const from = text.indexOf('(');
    const generics = /^[^(]*?(<.*>)?$/s.exec(text.slice(0, from))?.[1] ?? '';
    const shown = text.startsWith('(') ? `const ${name}: ${text}` : `function ${name}${generics}${text.slice(from)}`;
    lines.push(`\`\`\`ts\n${shown.replace(/;$/, '')}\n\`\`\`\n`);
    if (calls.length > 1)
      lines.push(`${plain(toLine(ts.displayPartsToString(call.getDocumentationComment(checker))))}\n`);
    const notes = call.getJsDocTags().flatMap(({ name: tag, text: parts }) => {
      const note = plain(toLine(ts.displayPartsToString(parts)));
      if (tag === 'throws') return [`- throws ${note.replace(/^\{(\w+)\} ?/, '`$1` ').trim()}`];
      if (tag === 'returns') return [`- returns ${note}`];
      if (tag === 'param') return [`- ${note.replace(/^(\S+) /, '`$1`: ')}`];
      return [];
    });
    if (notes.length > 0) lines.push(`${notes.join('\n')}\n`);
  }
  return lines;
}

/** A table of the members of an interface or a class, without those of `Error` and `Object`. */
function describeMembers(checker, type, at) {
  const members = checker.getPropertiesOfType(type).filter((member) => {
    const source = member.declarations?.[0]?.getSourceFile().fileName ?? '';
    return !source.includes('/node_modules/');
  });
  if (members.length === 0) return [];
  const rows = members.map((member) => {
    const value = checker.getTypeOfSymbolAtLocation(member, at);
    const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;
    const shown = checker
      .typeToString(checker.getNonNullableType(value), undefined, flags)
      .replace(/import\("[^"]*"\)\./g, '');
    const byDefault = tagsOf(checker, member).find(({ name }) => name === 'default')?.text;
    const doc = [plain(docOf(checker, member)), byDefault === undefined ? '' : `Default: ${byDefault}.`];
    const mark = member.flags & ts.SymbolFlags.Optional ? '?' : '';
    return `| \`${member.name}${mark}\` | \`${shown.replaceAll('|', '\\|')}\` | ${doc.join(' ').trim().replaceAll('|', '\\|')} |`;
  });
  return [['| member | type | meaning |', '|---|---|---|', ...rows].join('\n'), ''];
}

function listEntry(checker, name, module, symbols) {
  const [file] = module.declarations;
  const head = /^\/\*\*\n \* ([^\n]*)/.exec(file.getFullText())?.[1] ?? '';
  const rows = symbols.map(({ name: shown, symbol }) => {
    const [sentence] = plain(docOf(checker, symbol)).split(/(?<=[.:]) (?=[A-Z])/);
    return `| \`${shown}\` | ${(sentence ?? '').replaceAll('|', '\\|')} |`;
  });
  const title = `### \`chromatheque${name.slice(1)}\``;
  return `${title}\n\n${head}\n\n${['| name | |', '|---|---|', ...rows].join('\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(FILE, describeApi());
