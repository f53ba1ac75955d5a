import { ChromathequeError } from './chromatheque-error.ts';
import { OptionError, type OptionErrorCode } from './option-error.ts';

/** An error as plain data, to cross a process, HTTP or Redis, where its class is lost. */
export interface WireError {
  /** Of its class. */
  readonly name: string;
  readonly code: string;
  readonly message: string;
  /** Name of the option, of an {@link OptionError}. */
  readonly option?: string | undefined;
}

/** A class whose errors are created from their code and message. */
export type ErrorClass = new (code: never, message: string) => ChromathequeError;

/** An error from another process whose class this one does not know: its name, code and message. */
export class RemoteError extends ChromathequeError {
  override readonly name: string;

  constructor({ name, code, message }: WireError) {
    super(code, message);
    this.name = name;
  }
}

/** Convert an error of this package to plain data. @returns null for any other error. */
export function toWire(error: unknown): WireError | null {
  if (!(error instanceof ChromathequeError)) return null;
  const { name, code, message } = error;
  return { name, code, message, ...(error instanceof OptionError && { option: error.option }) };
}

/**
 * Create an error again from plain data, without its stack and cause: of its class where that is
 * known, or else a {@link RemoteError}.
 *
 * @param classes by name; `OptionError` is always known.
 */
export function fromWire(wire: WireError, classes: Readonly<Record<string, ErrorClass>>): ChromathequeError {
  const { name, code, message, option } = wire;
  if (name === 'OptionError' && option !== undefined) {
    return OptionError.fromMessage(code as OptionErrorCode, option, message);
  }
  const known = Object.hasOwn(classes, name) ? classes[name] : undefined;
  return known === undefined ? new RemoteError(wire) : new known(code as never, message);
}
