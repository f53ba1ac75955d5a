import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  FilmError,
  type FilmErrorCode,
  FormatError,
  type FormatErrorCode,
  OptionError,
  RenderError,
  type RenderErrorCode,
  TitlesError,
  WriteError,
} from '#node/app/internal';
import { describeError, EXIT, exitCodeOf } from '#node/cli/exit-code';
import { createReporter } from '#node/cli/reporters/create-reporter';
import { QueueError, type QueueErrorCode } from '#node/queue/index';
import { ServerError, type ServerErrorCode } from '#node/server/index';
import { runInProcess } from '../../support/processes/run-in-process.ts';

describe('The exit code of an error', () => {
  const film: Record<FilmErrorCode, number> = {
    'not-found': 66,
    unreadable: 65,
    'no-video': 65,
    'no-decoder': 69,
    'decode-failed': 65,
    'backend-missing': 69,
  };
  const format: Record<FormatErrorCode, number> = { 'not-a-fingerprint': 65, 'newer-version': 65, truncated: 65 };
  const render: Record<RenderErrorCode, number> = {
    'font-missing': 69,
    'font-unreadable': 65,
    'lacks-data': 65,
    'too-large': 2,
    'too-slow': 69,
    crashed: 69,
  };
  const queue: Record<QueueErrorCode, number> = {
    'missing-library': 69,
    unreachable: 69,
    forbidden: 69,
    'read-only': 69,
    full: 69,
    lost: 69,
    refused: 66,
    'bad-job': 65,
    'other-film': 65,
    'given-up': 65,
    canceled: 130,
    'port-taken': 69,
  };
  const server: Record<ServerErrorCode, number> = {
    'port-taken': 69,
    'port-denied': 69,
    'no-address': 69,
    'not-found': 66,
    unreadable: 65,
  };
  const cases = <C extends string>(codes: Record<C, number>, make: (code: C) => Error) =>
    Object.entries<number>(codes).map(([code, exitCode]) => ({ error: make(code as C), exitCode }));
  const all = [
    ...cases(film, (code) => new FilmError(code, 'x')),
    ...cases(format, (code) => new FormatError(code, 'x')),
    ...cases(render, (code) => new RenderError(code, 'x')),
    ...cases(queue, (code) => new QueueError(code, 'x')),
    ...cases(server, (code) => new ServerError(code, 'x')),
    { error: new TitlesError('malformed', 'x'), exitCode: 65 },
  ];
  for (const { error, exitCode } of all) {
    const code = 'code' in error ? String(error.code) : '';
    it(`the exit code of ${error.name} ${code} is ${exitCode}`, () => {
      assert.equal(exitCodeOf(error), exitCode);
      assert.equal(describeError(error), 'x');
    });
  }

  it('the exit code of an OptionError is 2, and does not depend on the message', () => {
    assert.equal(exitCodeOf(new OptionError('wrong-value', 'samples', 'expected less')), 2);
    assert.equal(exitCodeOf(new RangeError('`samples`: expected less')), EXIT.internal);
  });

  it('the exit code of a file that cannot be written is 73', () => {
    assert.equal(exitCodeOf(new WriteError('/x', 'is a folder')), 73);
  });

  it('the exit code of an unexpected error is 70, and its message asks for a report', () => {
    assert.equal(exitCodeOf(new Error('x')), EXIT.internal);
    assert.equal(describeError(new Error('x')), 'internal error: x; please report it');
  });
});

describe('A message on the command line', () => {
  const wrong: readonly (readonly [flag: string, ...args: string[]])[] = [
    ['--samples', '0'],
    ['--clusters', '33'],
    ['--space', 'hsv'],
    ['--from', '2', '--to', '1'],
    ['--crop', '0:0:0:0'],
    ['--trim', 'white'],
    ['--seed', '4294967296'],
    ['--backend', 'vlc'],
    ['--hwaccel', 'a b'],
    ['--mode', 'quick'],
    ['--layout', 'cube'],
    ['--colors', '17'],
    ['--rank', 'size'],
    ['--order', 'size'],
    ['--swatch', 'mean'],
    ['--bars', '0'],
    ['--smooth', '3601'],
    ['--rotate', '400'],
    ['--gap', '1'],
    ['--caps', 'flat'],
    ['--arc', '10'],
    ['--theme', 'blue'],
    ['--background', 'glass'],
    ['--title', 'x'.repeat(1001)],
    ['--subtitle', 'x'.repeat(1001)],
    ['--font', 'none.ttf'],
    ['--title-style', 'arc'],
    ['--title-size', '0.1mm'],
    ['--title-color', 'glass'],
    ['--title-opacity', '2'],
    ['--title-position', 'middle'],
    ['--size', '0x1mm'],
    ['--dpi', '1'],
    ['--bleed', '51mm'],
    ['--margin', '2001mm'],
    ['--safe-area', '2001mm'],
    ['--profile', 'cmyk'],
    ['--simulate', 'cat'],
    ['--output', 'film.doc'],
    ['--jobs', '0'],
  ];
  const flagsOf = async (...args: string[]) => {
    const { exitCode, stderr } = await runInProcess(...args);
    assert.equal(exitCode, 2, stderr);
    return stderr;
  };

  for (const [flag, ...values] of wrong) {
    it(`the message for a wrong value of ${flag} names the flag`, async () => {
      const named = flag === '--from' ? '--to' : flag;
      const stderr = await flagsOf('film.mkv', flag, ...values);
      assert.ok(stderr.startsWith(`chromatheque: ${named}: `), stderr);
    });
  }

  it('error messages name options by their flags if the flags differ from the names', () => {
    for (const [name, flag] of [
      ['reverse', '--reverse'],
      ['smooth', '--smooth'],
      ['heightMm', '--size'],
      ['shortcuts', '--no-shortcuts'],
    ] as const) {
      const error = new OptionError('wrong-type', name, 'expected true or false, got 1');
      assert.equal(describeError(error), `${flag}: expected true or false, got 1`);
    }
  });

  it('error messages for options of panel name their flags', async () => {
    for (const [flag, value] of [
      ['--across', '101'],
      ['--width', '6000mm'],
      ['--sort', 'size'],
      ['--bleed', '3mm'],
      ['--title-style', 'band'],
    ] as const) {
      assert.match(await flagsOf('panel', 'a.json', flag, value), new RegExp(`^chromatheque: ${flag}: expected `));
    }
    const many = Array.from({ length: 1001 }, (_, i) => `${i}.json`);
    assert.match(await flagsOf('panel', ...many), /^chromatheque: <film\.\.\.>: expected 1 to 1000 of them, got 1001 /);
  });

  it('a warning is printed unchanged, except that options are named by their flags', async () => {
    const lines: string[] = [];
    const stderr = { write: (line: string) => lines.push(line) } as unknown as NodeJS.WriteStream;
    const report = await createReporter({}, { stdout: stderr, stderr, signal: new AbortController().signal });
    report.warn('a.mkv', 'drawn without a title, give one with `title`; see `ffmpeg`');
    assert.deepEqual(lines, ['a.mkv: warning: drawn without a title, give one with --title; see `ffmpeg`\n']);
  });
});
