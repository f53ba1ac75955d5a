import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { API_ERROR_CODES } from '#core/protocol/index';
import {
  CompareError,
  type CompareErrorCode,
  FilmError,
  type FilmErrorCode,
  FormatError,
  type FormatErrorCode,
  LibraryError,
  type LibraryErrorCode,
  OptionError,
  type OptionErrorCode,
  RenderError,
  type RenderErrorCode,
  TitlesError,
  WriteError,
} from '#node/app/internal';
import { exitCodeOf, UsageError } from '#node/cli/exit-code';
import type { PoolErrorCode } from '#node/pool/index';
import { QueueError, type QueueErrorCode } from '#node/queue/index';
import type { S3ErrorCode } from '#node/s3/index';
import { ServerError, type ServerErrorCode } from '#node/server/index';
import { ROOT } from '../support/media.ts';

/** All codes of a type: a record, so that the compiler reports a missing one. */
type All<Code extends string> = Record<Code, true>;

const FILM: All<FilmErrorCode> = {
  'not-found': true,
  unreadable: true,
  'no-video': true,
  'no-decoder': true,
  'decode-failed': true,
  'backend-missing': true,
};
const FORMAT: All<FormatErrorCode> = { 'not-a-fingerprint': true, 'newer-version': true, truncated: true };
const RENDER: All<RenderErrorCode> = {
  'font-missing': true,
  'font-unreadable': true,
  'lacks-data': true,
  'too-large': true,
  'too-slow': true,
  crashed: true,
};
const COMPARE: All<CompareErrorCode> = { 'too-short': true };
const LIBRARY: All<LibraryErrorCode> = {
  'not-found': true,
  unreadable: true,
  empty: true,
  damaged: true,
  'missing-part': true,
};
const S3: All<S3ErrorCode> = {
  'not-found': true,
  'no-credentials': true,
  forbidden: true,
  unreachable: true,
  'sdk-missing': true,
};
const QUEUE: All<QueueErrorCode> = {
  'missing-library': true,
  unreachable: true,
  forbidden: true,
  'read-only': true,
  full: true,
  lost: true,
  refused: true,
  'bad-job': true,
  'other-film': true,
  'given-up': true,
  canceled: true,
  'port-taken': true,
};
const SERVER: All<ServerErrorCode> = {
  'port-taken': true,
  'port-denied': true,
  'no-address': true,
  'not-found': true,
  unreadable: true,
};
const OPTION: All<OptionErrorCode> = { 'wrong-type': true, 'wrong-value': true, unknown: true };
const POOL: All<PoolErrorCode> = { crashed: true, silent: true, closed: true };

/** Codes and their exit codes; '-' where the command line never shows the error. */
type Rows = Record<string, string>;

const rowsOf = <Code extends string>(codes: All<Code>, make: (code: Code) => Error): Rows =>
  Object.fromEntries(Object.keys(codes).map((code) => [code, String(exitCodeOf(make(code as Code)))]));
const hidden = (codes: readonly string[]): Rows => Object.fromEntries(codes.map((code) => [code, '-']));

/** Codes that the studio shares with the command line: of a film, a fingerprint, a picture. */
const shared = { ...FILM, ...FORMAT, ...RENDER };

const EXPECTED: Record<string, Rows> = {
  FilmError: rowsOf(FILM, (code) => new FilmError(code, 'x')),
  FormatError: rowsOf(FORMAT, (code) => new FormatError(code, 'x')),
  RenderError: rowsOf(RENDER, (code) => new RenderError(code, 'x')),
  GlyphMissingError: hidden(['glyph-missing']),
  CompareError: rowsOf(COMPARE, (code) => new CompareError(code, 'x')),
  LibraryError: rowsOf(LIBRARY, (code) => new LibraryError(code, 'x')),
  TitlesError: { malformed: String(exitCodeOf(new TitlesError('malformed', 'x'))) },
  WriteError: { 'not-written': String(exitCodeOf(new WriteError('x', 'x'))) },
  // As `FilmError`, which the command line reports for a film in a bucket.
  S3Error: {
    ...rowsOf(S3, () => new FilmError('unreadable', 'x')),
    'not-found': String(exitCodeOf(new FilmError('not-found', 'x'))),
    'sdk-missing': String(exitCodeOf(new FilmError('backend-missing', 'x'))),
  },
  QueueError: rowsOf(QUEUE, (code) => new QueueError(code, 'x')),
  ServerError: rowsOf(SERVER, (code) => new ServerError(code, 'x')),
  OptionError: {
    ...rowsOf(OPTION, (code) => new OptionError(code, 'x', 'x')),
    usage: String(exitCodeOf(new UsageError('x'))),
  },
  PoolError: hidden(Object.keys(POOL)),
  // It gives `not-found` and `too-large` for reasons of its own too.
  'The studio': hidden(API_ERROR_CODES.filter((code) => !Object.hasOwn(shared, code)).concat('not-found', 'too-large')),
};

const page = readFileSync(join(ROOT, 'docs', 'troubleshooting.md'), 'utf8');

/** The rows of the table below a heading: code and exit code. */
function readRows(heading: string): Rows {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return Object.fromEntries(
    Array.from(section.matchAll(/^\| `([a-z0-9-]+)` \|.+\| (\d+|-) \|$/gm), ([, code, exit]) => [code!, exit!]),
  );
}

describe('The page on errors', () => {
  for (const [name, rows] of Object.entries(EXPECTED)) {
    it(`docs/troubleshooting.md lists every code of ${name} with its exit code, and no other`, () => {
      assert.deepEqual(Object.entries(readRows(name)).sort(), Object.entries(rows).sort());
    });
  }
});
