import { checkOption, listChoices, type Option, OptionError } from '../../../../core/options/index.ts';

/**
 * Check the value of a control.
 *
 * @param label with its unit in brackets, as the control shows it.
 * @returns what is wrong, as a sentence; null if nothing is.
 */
export function findProblem(label: string, name: string, option: Option, value: unknown): string | null {
  if (value === undefined) return null;
  try {
    checkOption(name, option, value);
    return null;
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    return `${plain(label)} must be ${describe(label, option)}.`;
  }
}

/** What an option may be, to stand after "must be". */
function describe(label: string, option: Option): string {
  switch (option.kind) {
    case 'integer':
    case 'number': {
      const number = option.kind === 'integer' ? 'a whole number' : 'a number';
      const range = option.max === undefined ? `${option.min} or more` : `from ${option.min} to ${option.max}`;
      const unit = /\((mm|degrees|seconds|dpi)\)$/.exec(label)?.[1];
      return `${number} ${range}${unit === undefined ? '' : ` ${unit}`}`;
    }
    case 'choice':
      return listChoices(option.choices);
    case 'color':
      return 'a colour';
    case 'text':
      return `a text of at most ${option.max} characters`;
    default:
      return 'another value';
  }
}

/** A label without its unit. */
export const plain = (label: string): string => label.replace(/ \(.*\)$/, '');
