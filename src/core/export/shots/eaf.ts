import type { Fingerprint } from '../../fingerprint/index.ts';
import { describeShotColors, listScenes, nameShots } from './named-shot.ts';
import { type Content, element, xmlDocument } from './xml-element.ts';

const SCHEMA = {
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:noNamespaceSchemaLocation': 'http://www.mpi.nl/tools/elan/EAFv3.0.xsd',
};

/** Required by the schema. Fixed: the same fingerprint makes the same file at any time. */
const DATE = '1970-01-01T00:00:00Z';

/** The stereotype of a tier whose annotations belong to one of the parent tier each. */
const ASSOCIATION = 'Symbolic_Association';

const MIME_TYPES: Readonly<Record<string, string>> = {
  avi: 'video/x-msvideo',
  m4v: 'video/mp4',
  mkv: 'video/x-matroska',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
  mpeg: 'video/mpeg',
  mpg: 'video/mpeg',
  webm: 'video/webm',
};

/** An annotation of a part of the film, seconds. */
interface TimedNote {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

/** An annotation of another annotation. */
interface ChildNote {
  /** Index of the annotation of the parent tier. */
  readonly parent: number;
  readonly value: string;
}

/**
 * Write shots as an ELAN annotation document, EAF 3.0: tiers of scenes and of shots, and under the
 * shots tiers of their transitions and of their colours in words. VIAN and Advene import it too.
 *
 * @throws {RenderError} `lacks-data` if the shots were not detected.
 * @see https://www.mpi.nl/tools/elan/EAF_Annotation_Format_3.0_and_ELAN.pdf
 */
export function shotsToEaf(fingerprint: Fingerprint): string {
  const shots = nameShots(fingerprint);
  const scenes: TimedNote[] = listScenes(shots).map((scene) => ({ ...scene, value: `Scene ${scene.number}` }));
  const timed: TimedNote[] = shots.map((shot) => ({ ...shot, value: `Shot ${shot.number}` }));
  const transitions = shots.flatMap(({ transition }, parent): ChildNote[] =>
    transition === null ? [] : [{ parent, value: transition.kind }],
  );
  const colors = shots.flatMap((shot, parent): ChildNote[] =>
    shot.colors.length === 0 ? [] : [{ parent, value: describeShotColors(shot.colors) }],
  );
  const slots = createTimeSlots([...scenes, ...timed]);
  const ids = createIds();
  const sceneIds = scenes.map(ids.next);
  const shotIds = timed.map(ids.next);
  const tiers = [
    formatTier('Scenes', sceneIds, scenes, (i) => slots.refer(i)),
    formatTier('Shots', shotIds, timed, (i) => slots.refer(scenes.length + i)),
    formatChildTier('Transitions', transitions, shotIds, ids.next),
    formatChildTier('Colours', colors, shotIds, ids.next),
  ];
  const { name } = fingerprint.film;
  const { version } = fingerprint.tool;
  const attributes = { AUTHOR: `chromatheque ${version}`, DATE, FORMAT: '3.0', VERSION: '3.0', ...SCHEMA };
  return xmlDocument(
    null,
    element('ANNOTATION_DOCUMENT', attributes, [
      element('HEADER', { MEDIA_FILE: '', TIME_UNITS: 'milliseconds' }, [
        formatMedia(name),
        element('PROPERTY', { NAME: 'lastUsedAnnotationId' }, ids.count()),
      ]),
      element('TIME_ORDER', {}, slots.elements),
      ...tiers,
      element(
        'LINGUISTIC_TYPE',
        { GRAPHIC_REFERENCES: 'false', LINGUISTIC_TYPE_ID: 'time', TIME_ALIGNABLE: 'true' },
        [],
      ),
      element(
        'LINGUISTIC_TYPE',
        {
          CONSTRAINTS: ASSOCIATION,
          GRAPHIC_REFERENCES: 'false',
          LINGUISTIC_TYPE_ID: 'description',
          TIME_ALIGNABLE: 'false',
        },
        [],
      ),
      element('CONSTRAINT', { DESCRIPTION: '1-1 association with a parent annotation', STEREOTYPE: ASSOCIATION }, []),
    ]),
  );
}

/** The film, looked for beside the document: its folder is not known. */
function formatMedia(name: string): Content {
  const url = `./${encodeURIComponent(name)}`;
  const extension = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return element(
    'MEDIA_DESCRIPTOR',
    { MEDIA_URL: url, MIME_TYPE: MIME_TYPES[extension] ?? 'unknown', RELATIVE_MEDIA_URL: url },
    [],
  );
}

/** Number annotations: a1, a2, ... */
function createIds() {
  let count = 0;
  return { next: () => `a${++count}`, count: () => count };
}

interface TimeSlots {
  /** In order of time. */
  readonly elements: readonly Content[];
  /** The attributes that refer to the slots of an annotation. */
  refer(note: number): { readonly TIME_SLOT_REF1: string; readonly TIME_SLOT_REF2: string };
}

/** Make two time slots for each annotation, as ELAN does, so that each can be moved alone. */
function createTimeSlots(notes: readonly TimedNote[]): TimeSlots {
  const ends = notes.flatMap(({ from, to }) => [from, to].map((time) => Math.max(0, Math.round(time * 1000))));
  const order = ends.map((_, i) => i).sort((one, other) => ends[one]! - ends[other]! || one - other);
  const names = new Map(order.map((end, place) => [end, `ts${place + 1}`]));
  return {
    elements: order.map((end) => element('TIME_SLOT', { TIME_SLOT_ID: names.get(end)!, TIME_VALUE: ends[end]! }, [])),
    refer: (note) => ({ TIME_SLOT_REF1: names.get(2 * note)!, TIME_SLOT_REF2: names.get(2 * note + 1)! }),
  };
}

const formatTier = (
  name: string,
  ids: readonly string[],
  notes: readonly TimedNote[],
  refer: TimeSlots['refer'],
): Content =>
  element(
    'TIER',
    { LINGUISTIC_TYPE_REF: 'time', TIER_ID: name },
    notes.map(({ value }, i) =>
      element('ANNOTATION', {}, [
        element('ALIGNABLE_ANNOTATION', { ANNOTATION_ID: ids[i]!, ...refer(i) }, [
          element('ANNOTATION_VALUE', {}, value),
        ]),
      ]),
    ),
  );

const formatChildTier = (
  name: string,
  notes: readonly ChildNote[],
  parents: readonly string[],
  nextId: () => string,
): Content =>
  element(
    'TIER',
    { LINGUISTIC_TYPE_REF: 'description', PARENT_REF: 'Shots', TIER_ID: name },
    notes.map(({ parent, value }) =>
      element('ANNOTATION', {}, [
        element('REF_ANNOTATION', { ANNOTATION_ID: nextId(), ANNOTATION_REF: parents[parent]! }, [
          element('ANNOTATION_VALUE', {}, value),
        ]),
      ]),
    ),
  );
