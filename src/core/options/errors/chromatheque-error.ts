/**
 * The base of all errors of this package. Branch on the class and `code`, never on the message.
 *
 * An argument of the wrong kind to a function of the library (pixels that are no bytes) is a plain
 * `TypeError` or `RangeError` instead, as in Node.js.
 */
export abstract class ChromathequeError<Code extends string = string> extends Error {
  /** Name of the class, stable when code is minified. */
  abstract override readonly name: string;
  /** What is wrong: each class lists its codes. */
  readonly code: Code;

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
