import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FilmError } from '#core/frame/index';
import {
  ChromathequeError,
  fromWire,
  OptionError,
  RemoteError,
  toWire,
  wrongType,
  wrongValue,
} from '#core/options/index';

describe('An option error', () => {
  it('an option error names the option in backticks before the problem', () => {
    const error = wrongValue('samples', 'an integer from 1 up', '0');
    assert.ok(error instanceof ChromathequeError);
    assert.deepEqual(
      { ...error },
      {
        name: 'OptionError',
        code: 'wrong-value',
        option: 'samples',
        problem: 'expected an integer from 1 up, got 0',
      },
    );
    assert.equal(error.message, '`samples`: expected an integer from 1 up, got 0');
  });

  it('an option error shows a value of the wrong kind in quotes, or by its kind', () => {
    const show = (value: unknown) => wrongType('title', 'a text', value).problem;
    assert.equal(show('7'), 'expected a text, got "7"');
    assert.equal(show([7]), 'expected a text, got a list');
    assert.equal(show({}), 'expected a text, got an object');
    assert.equal(show(null), 'expected a text, got null');
  });
});

describe('An error as plain data', () => {
  const pass = (error: unknown) => fromWire(JSON.parse(JSON.stringify(toWire(error))), { FilmError });

  it('an error as plain data becomes an error of the same class, code and message', () => {
    const error = pass(new FilmError('no-video', 'a.mkv: has no video', { cause: new Error('secret') }));
    assert.ok(error instanceof FilmError);
    assert.deepEqual([error.name, error.code, error.message], ['FilmError', 'no-video', 'a.mkv: has no video']);
    assert.equal(error.cause, undefined);
  });

  it('an error as plain data keeps the option and the problem of a wrong option', () => {
    const error = pass(new OptionError('wrong-value', 'to', 'expected a time after `from`'));
    assert.ok(error instanceof OptionError);
    assert.deepEqual([error.option, error.problem], ['to', 'expected a time after `from`']);
    assert.equal(error.message, '`to`: expected a time after `from`');
  });

  it('an error as plain data keeps name and code of a class that the receiver does not know', () => {
    class OtherError extends ChromathequeError<'odd'> {
      override readonly name = 'OtherError';
    }
    const error = pass(new OtherError('odd', 'x'));
    assert.ok(error instanceof RemoteError);
    assert.deepEqual([error.name, error.code, error.message], ['OtherError', 'odd', 'x']);
    assert.ok(fromWire({ name: 'toString', code: '', message: 'x' }, {}) instanceof RemoteError);
  });

  it('an error as plain data is not made of an error of another kind, whatever its text', () => {
    assert.equal(toWire(new RangeError('`samples`: expected less, got 9')), null);
    assert.equal(toWire('x'), null);
  });
});
