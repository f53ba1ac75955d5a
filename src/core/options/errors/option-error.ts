import { ChromathequeError } from './chromatheque-error.ts';

/**
 * What can be wrong with an option:
 * - `wrong-type`: its value is of another kind, such as a text for a number;
 * - `wrong-value`: its value is out of range, or does not go with another option;
 * - `unknown`: no option has that name.
 */
export type OptionErrorCode = 'wrong-type' | 'wrong-value' | 'unknown';

/**
 * An option that the caller got wrong, found before any work begins. The message has the form
 * `` `samples`: expected an integer from 1 up, got 0 ``.
 */
export class OptionError extends ChromathequeError<OptionErrorCode> {
  override readonly name = 'OptionError';
  /** Name of the option in the API, such as `samples`. */
  readonly option: string;
  /** The message without the name: `expected an integer from 1 up, got 0`. */
  readonly problem: string;

  constructor(code: OptionErrorCode, option: string, problem: string, options?: ErrorOptions) {
    super(code, prefix(option) + problem, options);
    this.option = option;
    this.problem = problem;
  }

  /** Create an error again from its whole message. */
  static fromMessage(code: OptionErrorCode, option: string, message: string): OptionError {
    return new OptionError(code, option, message.slice(prefix(option).length));
  }
}

const prefix = (option: string): string => `\`${option}\`: `;

/** Create the error for a value out of range. @param got the value as the message shows it. */
export function wrongValue(option: string, expected: string, got: string, options?: ErrorOptions): OptionError {
  return new OptionError('wrong-value', option, `expected ${expected}, got ${got}`, options);
}

/** Create the error for a value of the wrong kind. */
export function wrongType(option: string, expected: string, value: unknown): OptionError {
  return new OptionError('wrong-type', option, `expected ${expected}, got ${showValue(value)}`);
}

/** Show a wrong value in a message: texts in quotes, objects by their kind. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** List choices in a message: `dark, light or transparent`. */
export function listChoices(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
