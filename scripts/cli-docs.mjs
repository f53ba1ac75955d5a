// Write the generated part of docs/cli.md: every command and option, from the tables that the command line parses.
// node scripts/cli-docs.mjs [--check]: with --check, nothing is written, and a file that is not current fails.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, ROOT } from './prepare.mjs';

const isCheck = process.argv.includes('--check');
if (!isCheck) {
  install();
  await build();
}
const load = (...path) => import(pathToFileURL(join(ROOT, 'dist', ...path)).href);
const tables = await load('core', 'options', 'index.js');
const { defineProgram } = await load('node', 'cli', 'run', 'program.js');
const { describeOption, HEADINGS } = await load('node', 'cli', 'flags', 'table-options.js');
const { EXIT } = await load('node', 'cli', 'exit-code.js');

const PAGE = join(ROOT, 'docs', 'cli.md');
/** What stands above this line is written by hand. */
const MARK = '<!-- Generated below this line: node scripts/cli-docs.mjs -->\n';

const EXIT_MEANINGS = {
  ok: 'done',
  usage: 'wrong option or argument; no work was begun',
  badData: 'a film, fingerprint, table or font cannot be read',
  noInput: 'a file, folder or object does not exist',
  missingPart: 'a codec, font, package, port, Redis or S3 store is missing or does not answer',
  internal: 'a defect of Chromatheque; please report it',
  cannotWrite: 'an output cannot be written',
  interrupted: 'stopped by Ctrl-C or SIGTERM, or canceled in the queue',
};

/** Entries of the tables by flag and help: two commands may have one flag with different meanings. */
const entries = new Map(
  Object.entries(tables)
    .filter(([name]) => /^[A-Z_]+_OPTIONS$/.test(name) && name !== 'POSTER_OPTIONS')
    .flatMap(([, table]) => Object.values(table))
    .map((entry) => [`${entry.flag} ${describeOption(entry)}`, entry]),
);

const terminal = { stdout: { write() {} }, stderr: { write() {} }, signal: new AbortController().signal };
const program = defineProgram(terminal, () => {});
const commands = [program, ...program.commands.filter((command) => !command._hidden)];

const before = readFileSync(PAGE, 'utf8');
const at = before.indexOf(MARK);
if (at < 0) throw new Error(`docs/cli.md: the line "${MARK.trim()}" is missing`);
const after = `${before.slice(0, at)}${MARK}\n${describeAll()}`;
if (isCheck && after !== before) {
  console.error('docs/cli.md is not current: run "node scripts/cli-docs.mjs"');
  process.exit(1);
}
if (!isCheck) writeFileSync(PAGE, after);

function describeAll() {
  const exits = Object.entries(EXIT).map(([name, code]) => `| ${code} | ${EXIT_MEANINGS[name]} |`);
  return [
    '## Exit codes',
    ['| code | meaning |', '|---|---|', ...exits].join('\n'),
    'Of several inputs, the code is that of the first that failed. [Troubleshooting](troubleshooting.md) lists every error.',
    ...commands.flatMap(describeCommand),
    '',
  ].join('\n\n');
}

function describeCommand(command) {
  const isMain = command === program;
  const name = isMain ? 'chromatheque' : `chromatheque ${command.name()}`;
  const args = command.registeredArguments.map(describeArgument);
  const usage = [name, '[options]', ...args.map(({ sign }) => sign)].join(' ');
  const described = args.filter(({ description }) => description !== '');
  const [examples] = readExamples(command);
  return [
    `## ${name}`,
    linkPages(command.description()),
    `\`\`\`text\n${usage}\n\`\`\``,
    ...(described.length > 0
      ? [described.map((arg) => `- \`${arg.sign}\`: ${escapeCell(arg.description)}`).join('\n')]
      : []),
    ...(examples === undefined ? [] : [`\`\`\`sh\n${examples}\n\`\`\``]),
    ...Object.values(HEADINGS).flatMap((heading) => describeGroup(command, heading, name)),
  ];
}

function describeArgument({ _name, description, required, variadic }) {
  const dots = variadic ? '...' : '';
  return { sign: required ? `<${_name}${dots}>` : `[${_name}${dots}]`, description };
}

function readExamples(command) {
  let text = '';
  command.emit('afterHelp', { error: false, command, write: (part) => (text += part) });
  const lines = text.split('\n').filter((line) => line.startsWith('  '));
  return lines.length === 0 ? [] : [lines.map((line) => line.slice(2).replace(/ {2,}(?=\S)/, '$&# ')).join('\n')];
}

function describeGroup(command, heading, name) {
  const options = command.options.filter(
    ({ helpGroupHeading, hidden }) => !hidden && (helpGroupHeading ?? HEADINGS.common) === heading,
  );
  if (options.length === 0) return [];
  const rows = options.map((option) => `| ${describeFlag(option).join(' | ')} |`);
  return [
    `### ${heading.replace(/:$/, '')} of ${name}`,
    ['| option | meaning | values | default |', '|---|---|---|---|', ...rows].join('\n'),
  ];
}

/** Describe a flag by its entry in a table, or by its own help. */
function describeFlag({ flags, description, argChoices }) {
  const entry = entries.get(`${flags} ${description}`);
  const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;
  if (entry === undefined) {
    const [, help, byDefault = ''] = /^(.*?)(?: \(default: (.*)\))?$/s.exec(description);
    return [code(flags), escapeCell(linkPages(help)), listNames(argChoices ?? []), escapeCell(byDefault)];
  }
  const known = 'default' in entry && typeof entry.default !== 'boolean' ? String(entry.default) : '';
  return [code(flags), escapeCell(entry.help), describeValues(entry), escapeCell(entry.defaultHelp ?? known)];
}

function describeValues(entry) {
  if (entry.kind === 'switch') return '';
  if (entry.kind === 'choice') return listNames(entry.choices);
  if (entry.kind === 'time') return 'seconds from 0 up, or hh:mm:ss';
  if (entry.kind === 'color') return 'an opaque colour of CSS';
  if (entry.kind === 'text') return entry.max === undefined ? 'text' : `text, up to ${entry.max} characters`;
  if (entry.kind === 'size') return `${entry.min} to ${entry.max} mm a side, or a paper`;
  return escapeCell(tables.describeExpected(entry));
}

function listNames(names) {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** Escape what a table or Vue would read as markup. */
function escapeCell(text) {
  return text.replaceAll('|', '\\|').replace(/[<>]/g, (sign) => `\\${sign}`);
}

function linkPages(text) {
  return text.replace(/\bdocs\/([a-z-]+\.md)\b/g, '[$1]($1)');
}
