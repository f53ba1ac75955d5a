import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shotsToWebAnnotations } from '#core/export/index';
import { filmOfShots } from '../../../support/films/shot-recipes.ts';

/** Normal play time in seconds: digits, and a fraction if it has one (Media Fragments URI 1.0, section 4.2.1). */
const FRAGMENT = /^t=npt:(\d+(?:\.\d*)?),(\d+(?:\.\d*)?)$/;

/** The motivations of the model, appendix C of its vocabulary. */
const MOTIVATIONS =
  'assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging'.split(
    ' ',
  );

interface WebAnnotation {
  readonly id: string;
  readonly type: string;
  readonly motivation: string;
  readonly body: Readonly<Record<string, string>>;
  readonly target: {
    readonly type: string;
    readonly source: string;
    readonly selector: Readonly<Record<string, string | number>>;
  };
}

/**
 * Read a collection as the Web Annotation Data Model says.
 *
 * @see https://www.w3.org/TR/annotation-model/#annotation-collection
 */
function readCollection(text: string) {
  const collection = JSON.parse(text);
  const contexts = [collection['@context']].flat();
  assert.ok(contexts.includes('http://www.w3.org/ns/anno.jsonld'));
  // Terms of others need a prefix that the context declares.
  const prefixes = contexts.flatMap((context) => (typeof context === 'object' ? Object.keys(context) : []));
  const checkTerms = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, field] of Object.entries(value)) {
      if (name.includes(':')) assert.ok(prefixes.includes(name.split(':')[0]!), name);
      checkTerms(field);
    }
  };
  checkTerms(collection);
  assert.equal(collection.type, 'AnnotationCollection');
  const page = collection.first;
  assert.equal(page.type, 'AnnotationPage');
  assert.equal(page.partOf, collection.id);
  assert.equal(page.startIndex, 0);
  assert.equal(collection.total, page.items.length);
  const ids = new Set([collection.id, page.id]);
  const notes = (page.items as WebAnnotation[]).map(({ id, type, motivation, body, target }) => {
    assert.equal(type, 'Annotation');
    assert.ok(!ids.has(id));
    ids.add(id);
    assert.ok(MOTIVATIONS.includes(motivation));
    const { value } = body;
    assert.deepEqual([body.type, body.format, body.language], ['TextualBody', 'text/plain', 'en']);
    assert.ok(MOTIVATIONS.includes(body.purpose!));
    const { source, selector } = target;
    assert.equal(target.type, 'SpecificResource');
    assert.equal(selector.type, 'FragmentSelector');
    assert.equal(selector.conformsTo, 'http://www.w3.org/TR/media-frags/');
    const fragment = String(selector.value);
    const match = FRAGMENT.exec(fragment);
    assert.ok(match !== null, fragment);
    const [from, to] = match.slice(1).map(Number) as [number, number];
    assert.ok(from < to);
    return { from, to, source, value, begin: selector['advene:begin'], end: selector['advene:end'] };
  });
  return { label: collection.label, notes };
}

describe('shotsToWebAnnotations', () => {
  it('writes an annotation a shot, with a media fragment and its colours in words', () => {
    const fingerprint = filmOfShots(undefined, { rate: [24000, 1001], name: 'a film.mkv' });
    const { label, notes } = readCollection(shotsToWebAnnotations(fingerprint));
    assert.equal(label, 'Shots of Imagined');
    assert.deepEqual(
      notes.map(({ from, to }) => [from, to]),
      fingerprint.shots!.map(({ from, to }) => [Math.round(from * 1000) / 1000, Math.round(to * 1000) / 1000]),
    );
    assert.deepEqual(notes[3], {
      from: 7.257,
      to: 12.262,
      source: 'a%20film.mkv',
      value: 'Shot 4, scene 2, dissolve: forest green 67 %, very dark green 33 %',
      begin: 7257,
      end: 12262,
    });
    assert.equal(notes[0]!.value, 'Shot 1, scene 1: black 100 %');
  });

  it('writes the same text for the same fingerprint', () => {
    assert.equal(shotsToWebAnnotations(filmOfShots()), shotsToWebAnnotations(filmOfShots()));
  });
});
