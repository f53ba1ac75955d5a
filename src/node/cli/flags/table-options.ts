import { type Command, Option as Flag } from 'commander';
import {
  checkOption,
  listChoices,
  type Option,
  type OptionGroup,
  type OptionTable,
} from '../../../core/options/index.ts';
import { readCssColor } from './css-color.ts';
import { flagOf } from './flag-names.ts';
import { parseOptionText } from './parse-option-text.ts';

/** Headings of the groups, in the order of the help. */
export const HEADINGS: Readonly<Record<OptionGroup, string>> = {
  // Commander's default heading, which also lists the options that are in no table.
  common: 'Options:',
  sampling: 'Sampling:',
  colours: 'Colours:',
  drawing: 'Drawing:',
  print: 'Print:',
  expert: 'Expert options:',
};

/** Describe an option for `--help`: choices, help, range, default. */
export function describeOption(option: Option): string {
  const choices = option.kind === 'choice' ? `${listChoices(option.choices)}: ` : '';
  const words = option.kind === 'integer' ? (option.words ?? []).map((word) => `, or ${word}`).join('') : '';
  const hasRange = (option.kind === 'integer' || option.kind === 'number') && option.max !== undefined;
  const range = hasRange ? `, ${option.min} to ${option.max}${words}` : '';
  const known = 'default' in option && typeof option.default !== 'boolean' ? option.default : undefined;
  const byDefault = option.defaultHelp ?? known;
  return `${choices}${option.help}${range}${byDefault === undefined ? '' : ` (default: ${byDefault})`}`;
}

/** Create the flag of an option, with its parser. */
function createFlag(name: string, option: Option): Flag {
  const flag = new Flag(option.flag, describeOption(option)).helpGroup(HEADINGS[option.group]);
  return option.kind === 'switch' ? flag : flag.argParser((text) => parseOptionText(name, option, text));
}

/**
 * Add the options of tables to a command, group by group. When two tables have an option of the
 * same name, the later table wins.
 */
export function addTableOptions(command: Command, ...tables: readonly OptionTable[]): Command {
  const options = Object.entries(Object.assign({}, ...tables) as OptionTable);
  for (const group of Object.keys(HEADINGS)) {
    for (const [name, option] of options) {
      if (option.group === group) command.addOption(createFlag(name, option));
    }
  }
  return command;
}

/** Add options whose range is checked during parsing, because no later code checks them in time. */
export function addRunOptions(command: Command, table: OptionTable): Command {
  for (const [name, option] of Object.entries(table)) {
    const flag = createFlag(name, option).argParser((text) => {
      const value = parseOptionText(name, option, text);
      checkOption(name, option, value);
      return value;
    });
    command.addOption(flag);
  }
  return command;
}

/** Read the options of a table that the command line states, by their names in the API. */
export async function readTableOptions(
  table: OptionTable,
  flags: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const options: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(table)) {
    const value = flags[new Flag(option.flag).attributeName()];
    if (value === undefined || (option.kind === 'switch' && value === option.default)) continue;
    const isOpen = 'openWords' in option && option.openWords?.some((word) => word === value);
    if (isOpen) continue;
    options[name] = option.kind === 'color' ? await readCssColor(name, String(value)) : value;
  }
  return options;
}

/** Find the flag of the first stated option, as the command line spells it. */
export function findStated(table: OptionTable, options: Readonly<Record<string, unknown>>): string | undefined {
  const stated = Object.entries(table).find(([name]) => options[name] !== undefined);
  return stated && flagOf(stated[1]);
}
