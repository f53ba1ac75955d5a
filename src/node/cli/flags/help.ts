import { type Command, Help, type HelpConfiguration } from 'commander';
import { HEADINGS } from './table-options.ts';

/** The two helps of a command: `--help` shows the common options, `--help-all` shows all. */
export interface HelpPages {
  /** For `configureHelp` of the main command; its subcommands inherit it. */
  readonly configuration: HelpConfiguration;
  /** Add `--help-all`, and hide the options that are not common from `--help`. */
  addHelpAll(command: Command): void;
}

/** Columns of the help. */
const WIDTH = 110;

/** Create the helps of one run of the command line. */
export function createHelpPages(): HelpPages {
  let isWhole = false;
  const isCommon = (heading: string | undefined) => heading === undefined || heading === HEADINGS.common;
  const hasAll = (command: Command) => command.options.some(({ long }) => long === '--help-all');
  return {
    configuration: {
      helpWidth: WIDTH,
      visibleOptions(command) {
        const options = new Help().visibleOptions(command);
        return isWhole || !hasAll(command)
          ? options
          : options.filter(({ helpGroupHeading }) => isCommon(helpGroupHeading));
      },
    },
    addHelpAll(command) {
      command.option('--help-all', 'print all options: sampling, colours, drawing, print and expert ones too');
      command.on('option:help-all', () => {
        isWhole = true;
        command.help();
      });
    },
  };
}
