import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Command } from 'commander';
import * as options from '#core/options/index';
import { describeOption } from '#node/cli/flags/table-options';
import { defineProgram } from '#node/cli/run/program';
import { findCommandLines, PAGES, splitWords } from './pages.ts';

/** Entries of the tables by flag and help, with their names. */
const ENTRIES = new Map(
  Object.entries(options)
    .filter(([name]) => name.endsWith('_OPTIONS') && name !== 'POSTER_OPTIONS')
    .flatMap(([, table]) => Object.entries(table as options.OptionTable))
    .map(([name, entry]) => [`${entry.flag} ${describeOption(entry)}`, { name, entry }]),
);

/** Parse a command line with the real program, and check the values of its options. Nothing is run. */
async function parse(args: readonly string[]): Promise<void> {
  const stream = { write: () => true } as unknown as NodeJS.WriteStream;
  const program = defineProgram({ stdout: stream, stderr: stream, signal: new AbortController().signal }, () => {});
  let parsed: Command | undefined;
  for (const command of [program, ...program.commands]) {
    command.action(() => {
      parsed = command;
    });
  }
  await program.parseAsync(args, { from: 'user' });
  assert.ok(parsed);
  for (const option of parsed.options) {
    const found = ENTRIES.get(`${option.flags} ${option.description}`);
    const value: unknown = parsed.opts()[option.attributeName()];
    // Colours of CSS and words for "open" are resolved before the check.
    if (found === undefined || value === undefined || found.entry.kind === 'color' || value === 'auto') continue;
    options.checkOption(found.name, found.entry, value);
  }
}

describe('The command lines in README and docs', () => {
  for (const page of PAGES) {
    it(`every command line in ${page} is accepted by the command`, async () => {
      const refused: string[] = [];
      for (const { where, args } of findCommandLines(page)) {
        await parse(args).catch(({ message }: Error) => refused.push(`${where}: ${message}`));
      }
      assert.deepEqual(refused, []);
    });
  }

  it('a command line with an unknown option, or a value out of range, is not accepted', async () => {
    await assert.rejects(parse(['film.mkv', '--color', '5']));
    await assert.rejects(parse(['film.mkv', '--colors', '17']));
    await assert.rejects(parse(['film.mkv', '--layout', 'circle']));
    await assert.rejects(parse(['search']));
  });

  it('words of a command line are split as a shell splits them', () => {
    assert.deepEqual(splitWords(`a "b c" --title "The\\nThird Man" 'f%04d.png' "" x~20   # a comment`), [
      'a',
      'b c',
      '--title',
      'The\\nThird Man',
      'f%04d.png',
      '',
      'x~20',
    ]);
  });
});
