/**
 * What callers choose and what they are told when it fails: the tables of options, the check of a
 * value against its entry, the base of all errors, and the codec that sends errors as plain data.
 *
 * It reads, draws and prints nothing, and imports no other room, so that every room can use it and
 * `--help` loads nothing else.
 */

export { ChromathequeError } from './errors/chromatheque-error.ts';
export {
  listChoices,
  OptionError,
  type OptionErrorCode,
  showValue,
  wrongType,
  wrongValue,
} from './errors/option-error.ts';
export { type ErrorClass, fromWire, RemoteError, toWire, type WireError } from './errors/wire-error.ts';
