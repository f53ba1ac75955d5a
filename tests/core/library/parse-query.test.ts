import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuery, queryColors } from '#core/library/index';

const readCss = (text: string): string | null =>
  /^#[0-9a-f]{6}$/.test(text) ? text : text === 'rgb(1 2 3)' ? '#010203' : null;
const parse = (...texts: string[]) => parseQuery(texts, readCss);
const only = (...texts: string[]) => parse(...texts).terms[0]!;

describe('A query for colours', () => {
  it('takes plain names with all their colours, in both spellings of grey', () => {
    assert.ok(only('Teal').colors.length > 0);
    assert.deepEqual(only('dark  gray').colors, only('dark grey').colors);
  });

  it('takes a colour as CSS writes it, with share and tolerance in any order', () => {
    assert.deepEqual(only('#b5342b:30%~20'), {
      colors: ['#b5342b'],
      share: 0.3,
      tolerance: 20,
      isExcluded: false,
    });
    assert.deepEqual(only('rgb(1 2 3)~20:30%').colors, ['#010203']);
    assert.equal(only('rgb(1 2 3)~20:30%').share, 0.3);
  });

  it('takes a small share for an accent', () => {
    assert.equal(only('red:accent').share, 0.02);
  });

  it('excludes a colour after "not", in the same text or before the next', () => {
    for (const texts of [
      ['teal', 'not red'],
      ['teal', 'not', 'red'],
    ]) {
      assert.deepEqual(
        parse(...texts).terms.map((term) => term.isExcluded),
        [false, true],
      );
    }
  });

  it('must find all typed colours, and two of five colours of a picture', () => {
    assert.equal(parse('red', 'teal', 'not gold').minFound, 2);
    const swatches = ['#102030', '#405060', '#708090', '#a0b0c0', '#d0e0f0'].map((color) => ({ color, share: 0.2 }));
    assert.equal(queryColors(swatches).minFound, 2);
  });

  it('names the nearest name of a text that is no colour', () => {
    assert.throws(() => parse('seal'), { name: 'OptionError', message: /got "seal"; did you mean "teal"\?$/ });
    assert.throws(() => parse('photosynthesis'), { name: 'OptionError', message: /got "photosynthesis"$/ });
  });

  it('rejects wrong shares and tolerances, and queries without a wanted colour', () => {
    for (const text of ['red:0%', 'red:101%', 'red:30', 'red:', 'red~0', 'red~', 'red~101', 'not red', '']) {
      assert.throws(() => parse(text), { name: 'OptionError' }, text);
    }
    assert.throws(() => parse('red', 'not'), { message: /after "not"/ });
    assert.throws(() => parse(...Array(9).fill('red')), { message: /at most 8 colours, got 9/ });
  });
});
