import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Element } from '@xmldom/xmldom';
import { shotsToFcp7Xml } from '#core/export/index';
import fc from '../../../support/fast-check.ts';
import { anyShots, filmOfShots } from '../../../support/films/shot-recipes.ts';
import { childOf, childrenOf, readXml, textOf } from '../../../support/pictures/read-xml.ts';

const numberOf = (parent: Element, name: string): number => {
  const value = Number(textOf(parent, name));
  assert.ok(Number.isInteger(value), name);
  return value;
};

/** Where the clips meet at a transition, by its alignment. */
function cutPoint(transition: Element): number {
  const [start, end] = [numberOf(transition, 'start'), numberOf(transition, 'end')];
  const alignment = textOf(transition, 'alignment');
  assert.ok(['start', 'center', 'end', 'start-black', 'end-black'].includes(alignment), alignment);
  if (alignment.startsWith('start')) return start;
  return alignment.startsWith('end') ? end : Math.floor((start + end) / 2);
}

/**
 * Read a sequence as Apple's reference says. A clip whose start or end is -1 reaches into a
 * transition: it is cut at the transition's alignment, and its in and out reach over all of it.
 *
 * @see https://developer.apple.com/library/archive/documentation/AppleApplications/Reference/FinalCutPro_XML/
 */
function readFcp7(text: string) {
  assert.match(text, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<!DOCTYPE xmeml>\n<xmeml version="5">/);
  const sequence = childOf(readXml(text), 'sequence');
  const track = childOf(childOf(childOf(sequence, 'media'), 'video'), 'track');
  const items = childrenOf(track).filter(({ nodeName }) => nodeName === 'clipitem' || nodeName === 'transitionitem');
  const files = new Map<string, Element>();
  const clips = items.flatMap((item, i) => {
    if (item.nodeName !== 'clipitem') return [];
    const [before, after] = [items[i - 1], items[i + 1]];
    let [start, end, from, to] = ['start', 'end', 'in', 'out'].map((name) => numberOf(item, name)) as [
      number,
      number,
      number,
      number,
    ];
    if (start === -1) {
      assert.equal(before?.nodeName, 'transitionitem');
      start = cutPoint(before!);
      from += start - numberOf(before!, 'start');
    }
    if (end === -1) {
      assert.equal(after?.nodeName, 'transitionitem');
      end = cutPoint(after!);
      to -= numberOf(after!, 'end') - end;
    }
    const file = childOf(item, 'file');
    const id = file.getAttribute('id')!;
    if (childrenOf(file).length > 0) files.set(id, file);
    assert.ok(files.has(id), `no file ${id}`);
    return [{ start, end, from, to }];
  });
  const transitions = items
    .filter(({ nodeName }) => nodeName === 'transitionitem')
    .map((item) => ({
      name: textOf(item, 'name'),
      start: numberOf(item, 'start'),
      end: numberOf(item, 'end'),
      effect: textOf(childOf(item, 'effect'), 'effectid'),
    }));
  const markers = childrenOf(sequence, 'marker').map((marker) => ({
    name: textOf(marker, 'name'),
    comment: textOf(marker, 'comment'),
    in: numberOf(marker, 'in'),
    out: numberOf(marker, 'out'),
    color: childrenOf(marker, 'color').map((color) => ['red', 'green', 'blue'].map((name) => numberOf(color, name)))[0],
  }));
  return { sequence, clips, transitions, markers, files: [...files.values()] };
}

const rateOf = (parent: Element) => {
  const rate = childOf(parent, 'rate');
  return [textOf(rate, 'timebase'), textOf(rate, 'ntsc')];
};

describe('shotsToFcp7Xml', () => {
  it('writes a sequence that reads back to the frames of the shots', () => {
    fc.assert(
      fc.property(anyShots, fc.integer({ min: 0, max: 5000 }), (recipes, fromFrame) => {
        const fingerprint = filmOfShots(recipes, { fromFrame });
        const { clips, transitions, sequence, markers } = readFcp7(shotsToFcp7Xml(fingerprint));
        const shots = fingerprint.shots!;
        assert.deepEqual(
          clips,
          shots.map((shot) => ({
            start: shot.fromFrame - fromFrame,
            end: shot.toFrame - fromFrame,
            from: shot.fromFrame,
            to: shot.toFrame,
          })),
        );
        assert.deepEqual(
          transitions.map(({ name, start, end }) => [name, start, end]),
          shots.flatMap(({ transition }) => {
            if (transition === null || transition.toFrame === transition.fromFrame) return [];
            return [[transition.kind, transition.fromFrame - fromFrame, transition.toFrame - fromFrame]];
          }),
        );
        assert.equal(numberOf(sequence, 'duration'), shots.at(-1)!.toFrame - fromFrame);
        assert.deepEqual(
          markers.map((marker) => marker.in),
          clips.map(({ start }) => start),
        );
      }),
    );
  });

  it('writes the main colour of each shot as the colour of its marker', () => {
    const { markers } = readFcp7(shotsToFcp7Xml(filmOfShots()));
    assert.deepEqual(markers[2], {
      name: 'Shot 3',
      comment: 'red 57 %, sand 14 %, purplish black 29 %',
      in: 124,
      out: -1,
      color: [0xc8, 0x32, 0x2b].map((code) => code * 257),
    });
    assert.equal(markers[7]!.color, undefined);
  });

  it('writes wipes as wipes, and other transitions as dissolves', () => {
    const { transitions } = readFcp7(shotsToFcp7Xml(filmOfShots()));
    assert.deepEqual(
      transitions.map(({ name, effect }) => [name, effect]),
      [
        ['fade-in', 'Cross Dissolve'],
        ['dissolve', 'Cross Dissolve'],
        ['fade-out', 'Cross Dissolve'],
        ['fade-in', 'Cross Dissolve'],
        ['wipe', 'Edge Wipe'],
        ['other', 'Cross Dissolve'],
      ],
    );
  });

  it('states rate, timecode and film', () => {
    const film = filmOfShots([{ frames: 1800 }, { frames: 30 }], {
      rate: [30000, 1001],
      fromFrame: 1800,
      name: 'a <1> & "2".mkv',
    });
    const { sequence, files } = readFcp7(shotsToFcp7Xml(film, { startTimecode: '01:00:00;00' }));
    assert.deepEqual(rateOf(sequence), ['30', 'TRUE']);
    const timecode = childOf(sequence, 'timecode');
    assert.deepEqual(
      ['string', 'frame', 'displayformat'].map((name) => textOf(timecode, name)),
      ['01:01:00;02', '109692', 'DF'],
    );
    assert.equal(files.length, 1);
    assert.equal(textOf(files[0]!, 'name'), 'a <1> & "2".mkv');
    assert.equal(textOf(childOf(files[0]!, 'timecode'), 'string'), '01:00:00;00');
    assert.equal(decodeURIComponent(textOf(files[0]!, 'pathurl')), 'a <1> & "2".mkv');
  });

  it('has each id once', () => {
    const ids = Array.from(shotsToFcp7Xml(filmOfShots()).matchAll(/ id="([^"]+)">/g), ([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});
