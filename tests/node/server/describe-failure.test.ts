import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { API_ERROR_CODES, parseError } from '#core/protocol/index';
import {
  FilmError,
  type FilmErrorCode,
  FormatError,
  type FormatErrorCode,
  OptionError,
  RenderError,
  type RenderErrorCode,
} from '#node/app/internal';
import { describeFailure, statusOf } from '#node/server/http/describe-failure';

const film: Record<FilmErrorCode, number> = {
  'not-found': 404,
  unreadable: 422,
  'no-video': 422,
  'no-decoder': 422,
  'decode-failed': 422,
  'backend-missing': 422,
};
const format: Record<FormatErrorCode, number> = { 'not-a-fingerprint': 422, 'newer-version': 422, truncated: 422 };
const render: Record<RenderErrorCode, number> = {
  'font-missing': 422,
  'font-unreadable': 422,
  'lacks-data': 422,
  'too-large': 413,
  'too-slow': 422,
  crashed: 422,
};
const errors = [
  ...Object.entries(film).map(([code, status]) => ({ error: new FilmError(code as FilmErrorCode, 'a film'), status })),
  ...Object.entries(format).map(([code, status]) => ({
    error: new FormatError(code as FormatErrorCode, 'a file'),
    status,
  })),
  ...Object.entries(render).map(([code, status]) => ({
    error: new RenderError(code as RenderErrorCode, 'a picture'),
    status,
  })),
];

describe('Error responses of the server', () => {
  for (const { error, status } of errors) {
    it(`the server responds to ${error.name} ${error.code} with this code, its message and status ${status}`, () => {
      const answer = describeFailure(error);
      assert.deepEqual(answer, { code: error.code, message: error.message });
      assert.equal(statusOf(answer.code), status);
    });
  }

  it('the server responds to a wrong option with its name and status 400', () => {
    const answer = describeFailure(new OptionError('wrong-value', 'samples', 'expected less, got 9'));
    assert.deepEqual(answer, { code: 'bad-request', message: '`samples`: expected less, got 9', option: 'samples' });
    assert.equal(statusOf(answer.code), 400);
    assert.deepEqual(parseError({ error: answer }), answer);
  });

  it('the server does not detect a wrong option by the text of an error', () => {
    assert.equal(describeFailure(new RangeError('`samples`: expected less, got 9')).code, 'internal');
  });

  it('the server responds to an unexpected error with the code internal, without its message', () => {
    assert.deepEqual(describeFailure(new Error('/secret')), {
      code: 'internal',
      message: 'unexpected error; please report it',
    });
  });

  it('every error code passes through the protocol unchanged', () => {
    for (const code of API_ERROR_CODES) {
      assert.deepEqual(parseError({ error: { code, message: 'x' } }), { code, message: 'x' });
    }
  });
});
