import { parseHex } from '../../color/index.ts';
import type { FilmFacts, Fingerprint } from '../../fingerprint/index.ts';
import { createEditList, type EditList, type EditListOptions } from './edit-list.ts';
import { describeShotColors, type NamedShot } from './named-shot.ts';
import { formatTimecode } from './timecode.ts';
import { type Content, element, xmlDocument } from './xml-element.ts';

/**
 * Write shots as Final Cut Pro 7 XML (`xmeml`, version 5), which Premiere Pro, DaVinci Resolve and
 * others read: a sequence of one video track, one clip a shot, with transitions between them. A
 * marker of the sequence at each shot has the shot's main colour, and its colours in words.
 *
 * @throws {RenderError} `lacks-data` if the shots were not detected.
 * @throws {OptionError} for a timecode that does not exist at the rate of the film.
 * @see https://developer.apple.com/library/archive/documentation/AppleApplications/Reference/FinalCutPro_XML/
 */
export function shotsToFcp7Xml(fingerprint: Fingerprint, options: EditListOptions = {}): string {
  const list = createEditList(fingerprint, options);
  const { shots } = list;
  const first = shots[0]!.fromFrame;
  const track = shots.flatMap((shot, i) => {
    const clip = formatClip(list, fingerprint.film, i);
    return shot.transitionFrames === 0 ? [clip] : [formatTransition(list, shot), clip];
  });
  const sequence = element('sequence', { id: 'sequence-1' }, [
    element('name', {}, list.title),
    element('duration', {}, shots.at(-1)!.toFrame - first),
    formatRate(list),
    formatStart(list, first),
    element('media', {}, [
      element('video', {}, [
        element('format', {}, [formatPicture(list, fingerprint.film)]),
        element('track', {}, [...track, element('enabled', {}, 'TRUE'), element('locked', {}, 'FALSE')]),
      ]),
    ]),
    ...shots.map((shot) => formatMarker(shot, first)),
  ]);
  return xmlDocument('<!DOCTYPE xmeml>', element('xmeml', { version: 5 }, [sequence]));
}

const formatRate = ({ editRate }: EditList): Content =>
  element('rate', {}, [
    element('timebase', {}, editRate.timebase),
    element('ntsc', {}, editRate.isNtsc ? 'TRUE' : 'FALSE'),
  ]);

/** The timecode of a frame of the film. */
const formatStart = (list: EditList, frame: number): Content =>
  element('timecode', {}, [
    formatRate(list),
    element('string', {}, formatTimecode(list.clock, frame)),
    element('frame', {}, list.clock.startFrame + frame),
    element('displayformat', {}, list.clock.isDropFrame ? 'DF' : 'NDF'),
  ]);

const formatPicture = (list: EditList, { width, height, pixelAspect }: FilmFacts): Content =>
  element('samplecharacteristics', {}, [
    formatRate(list),
    element('width', {}, width),
    element('height', {}, height),
    ...(pixelAspect.num === pixelAspect.den ? [element('pixelaspectratio', {}, 'square')] : []),
  ]);

/**
 * A clip of the sequence. An end inside a transition is written as -1, and the part of the film that
 * the clip uses then reaches to the end of the transition.
 */
function formatClip(list: EditList, film: FilmFacts, index: number): Content {
  const { shots, fileName, filmFrames } = list;
  const shot = shots[index]!;
  const first = shots[0]!.fromFrame;
  const following = shots[index + 1]?.transitionFrames ?? 0;
  return element('clipitem', { id: `clipitem-${shot.number}` }, [
    element('name', {}, fileName),
    element('duration', {}, filmFrames),
    formatRate(list),
    element('enabled', {}, 'TRUE'),
    element('start', {}, shot.transitionFrames > 0 ? -1 : shot.fromFrame - first),
    element('end', {}, following > 0 ? -1 : shot.toFrame - first),
    element('in', {}, shot.fromFrame),
    element('out', {}, shot.toFrame + following),
    index === 0 ? formatFile(list, film) : element('file', { id: 'file-1' }, []),
    element('comments', {}, [element('mastercomment1', {}, `Shot ${shot.number}, scene ${shot.scene + 1}`)]),
  ]);
}

/** The film, which every clip refers to by its id. */
const formatFile = (list: EditList, film: FilmFacts): Content =>
  element('file', { id: 'file-1' }, [
    element('name', {}, list.fileName),
    element('pathurl', {}, list.url),
    formatRate(list),
    element('duration', {}, list.filmFrames),
    formatStart(list, 0),
    element('media', {}, [element('video', {}, [formatPicture(list, film)])]),
  ]);

/** Transitions of the format by kind; others are dissolves, which show the film unchanged. */
const WIPE = { name: 'Edge Wipe', category: 'Wipe' };
const DISSOLVE = { name: 'Cross Dissolve', category: 'Dissolve' };

/** A transition begins at the cut: the alignment is `start`. */
function formatTransition(list: EditList, { fromFrame, transition, transitionFrames }: NamedShot): Content {
  const start = fromFrame - list.shots[0]!.fromFrame;
  const { name, category } = transition!.kind === 'wipe' ? WIPE : DISSOLVE;
  return element('transitionitem', {}, [
    element('name', {}, transition!.kind),
    formatRate(list),
    element('start', {}, start),
    element('end', {}, start + transitionFrames),
    element('alignment', {}, 'start'),
    element('effect', {}, [
      element('name', {}, name),
      element('effectid', {}, name),
      element('effectcategory', {}, category),
      element('effecttype', {}, 'transition'),
      element('mediatype', {}, 'video'),
    ]),
  ]);
}

/** Components of colours have 16 bits: 255 is 65535. */
const TO_16_BITS = 257;

/** A marker of no length, which `out` of -1 means. */
function formatMarker({ number, fromFrame, colors }: NamedShot, first: number): Content {
  const [main] = colors;
  return element('marker', {}, [
    element('name', {}, `Shot ${number}`),
    element('comment', {}, describeShotColors(colors)),
    element('in', {}, fromFrame - first),
    element('out', {}, -1),
    ...(main === undefined ? [] : [formatColor(main.color)]),
  ]);
}

function formatColor(color: string): Content {
  const [red, green, blue] = parseHex(color);
  return element('color', {}, [
    element('alpha', {}, 0),
    element('red', {}, red * TO_16_BITS),
    element('green', {}, green * TO_16_BITS),
    element('blue', {}, blue * TO_16_BITS),
  ]);
}
