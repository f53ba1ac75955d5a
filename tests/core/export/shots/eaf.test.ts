import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Element } from '@xmldom/xmldom';
import { shotsToEaf } from '#core/export/index';
import { filmOfShots } from '../../../support/films/shot-recipes.ts';
import { childOf, childrenOf, readXml, textOf } from '../../../support/pictures/read-xml.ts';

/** What the schema requires and allows of the elements that we write: attributes, and a question mark after optional ones. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  ANNOTATION_DOCUMENT: 'DATE AUTHOR VERSION FORMAT? xmlns:xsi? xsi:noNamespaceSchemaLocation?',
  HEADER: 'MEDIA_FILE? TIME_UNITS?',
  MEDIA_DESCRIPTOR: 'MEDIA_URL MIME_TYPE RELATIVE_MEDIA_URL?',
  PROPERTY: 'NAME?',
  TIME_ORDER: '',
  TIME_SLOT: 'TIME_SLOT_ID TIME_VALUE?',
  TIER: 'TIER_ID LINGUISTIC_TYPE_REF PARENT_REF?',
  ANNOTATION: '',
  ALIGNABLE_ANNOTATION: 'ANNOTATION_ID TIME_SLOT_REF1 TIME_SLOT_REF2',
  REF_ANNOTATION: 'ANNOTATION_ID ANNOTATION_REF PREVIOUS_ANNOTATION?',
  ANNOTATION_VALUE: '',
  LINGUISTIC_TYPE: 'LINGUISTIC_TYPE_ID TIME_ALIGNABLE? CONSTRAINTS? GRAPHIC_REFERENCES?',
  CONSTRAINT: 'STEREOTYPE DESCRIPTION?',
};

/** Elements of the document in the order of the schema. */
const ORDER = ['HEADER', 'TIME_ORDER', 'TIER', 'LINGUISTIC_TYPE', 'CONSTRAINT'];

/**
 * Hold a document against the schema: elements in their order, attributes, unique identifiers, and
 * references to what exists.
 *
 * @see http://www.mpi.nl/tools/elan/EAFv3.0.xsd
 */
function checkSchema(root: Element): void {
  const places = childrenOf(root).map(({ nodeName }) => ORDER.indexOf(nodeName));
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  );
  assert.ok(!places.includes(-1));
  const all = [root, ...Array.from(root.getElementsByTagName('*'))];
  for (const element of all) {
    const names = (ATTRIBUTES[element.nodeName] ?? assert.fail(element.nodeName))
      .split(' ')
      .filter((name) => name !== '');
    const allowed = names.map((name) => name.replace('?', ''));
    for (const { name } of Array.from(element.attributes)) assert.ok(allowed.includes(name), name);
    for (const name of names) if (!name.endsWith('?')) assert.ok(element.hasAttribute(name), name);
  }
  const valuesOf = (name: string) =>
    all.filter((element) => element.hasAttribute(name)).map((element) => element.getAttribute(name)!);
  const ids = ['TIME_SLOT_ID', 'ANNOTATION_ID', 'STEREOTYPE'].flatMap(valuesOf);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[A-Za-z_][\w.-]*$/);
  const refer = (from: string, to: string) => {
    const known = new Set(valuesOf(to));
    for (const value of valuesOf(from)) assert.ok(known.has(value), `${from} ${value}`);
  };
  refer('TIME_SLOT_REF1', 'TIME_SLOT_ID');
  refer('TIME_SLOT_REF2', 'TIME_SLOT_ID');
  refer('ANNOTATION_REF', 'ANNOTATION_ID');
  refer('PARENT_REF', 'TIER_ID');
  refer('LINGUISTIC_TYPE_REF', 'LINGUISTIC_TYPE_ID');
  refer('CONSTRAINTS', 'STEREOTYPE');
  assert.ok(!Number.isNaN(Date.parse(root.getAttribute('DATE')!)));
}

interface Note {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

/** Read the annotations of each tier, milliseconds. Those of a child tier have the times of the annotation that they belong to. */
function readEaf(text: string): Map<string, Note[]> {
  const root = readXml(text);
  checkSchema(root);
  const slots = childrenOf(childOf(root, 'TIME_ORDER'), 'TIME_SLOT');
  const times = new Map(
    slots.map((slot) => [slot.getAttribute('TIME_SLOT_ID')!, Number(slot.getAttribute('TIME_VALUE'))]),
  );
  assert.deepEqual(
    [...times.values()],
    [...times.values()].toSorted((one, other) => one - other),
  );
  const notes = new Map<string, Note>();
  return new Map(
    childrenOf(root, 'TIER').map((tier) => {
      const read = childrenOf(tier, 'ANNOTATION').map((annotation) => {
        const [inner] = childrenOf(annotation) as [Element];
        const value = textOf(inner, 'ANNOTATION_VALUE');
        const parent = notes.get(inner.getAttribute('ANNOTATION_REF') ?? '');
        const note = {
          from: parent?.from ?? times.get(inner.getAttribute('TIME_SLOT_REF1')!)!,
          to: parent?.to ?? times.get(inner.getAttribute('TIME_SLOT_REF2')!)!,
          value,
        };
        notes.set(inner.getAttribute('ANNOTATION_ID')!, note);
        return note;
      });
      for (const [i, { from, to }] of read.entries()) {
        assert.ok(to > from, 'an annotation without length');
        assert.ok(i === 0 || from >= read[i - 1]!.to, 'annotations of a tier overlap');
      }
      return [tier.getAttribute('TIER_ID')!, read];
    }),
  );
}

const fingerprint = filmOfShots(undefined, { rate: [24000, 1001], name: 'a <b> & "c".mkv' });

describe('shotsToEaf', () => {
  const tiers = readEaf(shotsToEaf(fingerprint));

  it('writes a tier of shots and a tier of scenes', () => {
    assert.deepEqual([...tiers.keys()], ['Scenes', 'Shots', 'Transitions', 'Colours']);
    assert.deepEqual(
      tiers.get('Shots'),
      fingerprint.shots!.map(({ from, to }, i) => ({
        from: Math.round(from * 1000),
        to: Math.round(to * 1000),
        value: `Shot ${i + 1}`,
      })),
    );
    assert.deepEqual(
      tiers.get('Scenes')!.map(({ value }) => value),
      ['Scene 1', 'Scene 2', 'Scene 3'],
    );
    assert.deepEqual(tiers.get('Scenes')!.at(-1)!.to, tiers.get('Shots')!.at(-1)!.to);
  });

  it('writes transitions and colours in words for the shots that have them', () => {
    const shots = tiers.get('Shots')!;
    assert.deepEqual(
      tiers.get('Transitions')!.map(({ from, value }) => [from, value]),
      ['fade-in', 'cut', 'dissolve', 'fade-out', 'fade-in', 'wipe', 'other', 'cut'].map((kind, i) => [
        shots[i + 1]!.from,
        kind,
      ]),
    );
    const colors = tiers.get('Colours')!;
    assert.equal(colors.length, 8);
    assert.deepEqual(colors[2], { ...shots[2]!, value: 'red 57 %, sand 14 %, purplish black 29 %' });
  });

  it('names the film beside the document', () => {
    const media = childOf(childOf(readXml(shotsToEaf(fingerprint)), 'HEADER'), 'MEDIA_DESCRIPTOR');
    assert.equal(media.getAttribute('MIME_TYPE'), 'video/x-matroska');
    const url = new URL(media.getAttribute('RELATIVE_MEDIA_URL')!, 'file:///films/');
    assert.equal(decodeURIComponent(url.pathname), '/films/a <b> & "c".mkv');
  });
});
