import type { Fingerprint } from '../../fingerprint/index.ts';
import { describeShotColors, type NamedShot, nameShots } from './named-shot.ts';

/** Advene reads times from its own properties: it does not know the `npt:` of media fragments. */
const CONTEXT = ['http://www.w3.org/ns/anno.jsonld', { advene: 'http://www.advene.org/ns/webannotation/' }];

/**
 * Write shots as W3C Web Annotations, JSON-LD: a collection of one annotation a shot, which describes
 * the part of the film that a media fragment names, in seconds. Advene imports it.
 *
 * Identifiers are relative to the file.
 *
 * @throws {RenderError} `lacks-data` if the shots were not detected.
 * @see https://www.w3.org/TR/annotation-model/
 * @see https://www.w3.org/TR/media-frags/#naming-time
 */
export function shotsToWebAnnotations(fingerprint: Fingerprint): string {
  const shots = nameShots(fingerprint);
  const { film, tool } = fingerprint;
  const source = encodeURIComponent(film.name);
  const collection = {
    '@context': CONTEXT,
    id: '#shots',
    type: 'AnnotationCollection',
    label: `Shots of ${film.title}`,
    generator: { type: 'Software', name: `chromatheque ${tool.version}` },
    total: shots.length,
    first: {
      id: '#shots-1',
      type: 'AnnotationPage',
      partOf: '#shots',
      startIndex: 0,
      items: shots.map((shot) => describeShot(shot, source)),
    },
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

function describeShot(shot: NamedShot, source: string) {
  const { number, from, to } = shot;
  const [begin, end] = [from, to].map((seconds) => Math.max(0, Math.round(seconds * 1000))) as [number, number];
  return {
    id: `#shot-${number}`,
    type: 'Annotation',
    'advene:type': 'Shot',
    motivation: 'describing',
    // One body: Advene shows several as JSON.
    body: {
      type: 'TextualBody',
      purpose: 'describing',
      format: 'text/plain',
      language: 'en',
      value: describeInWords(shot),
    },
    target: {
      type: 'SpecificResource',
      source,
      selector: {
        type: 'FragmentSelector',
        conformsTo: 'http://www.w3.org/TR/media-frags/',
        value: `t=npt:${begin / 1000},${end / 1000}`,
        'advene:begin': begin,
        'advene:end': end,
      },
    },
  };
}

/** "Shot 12, scene 3, dissolve: slate blue 35 %, black 20 %". */
function describeInWords({ number, scene, transition, colors }: NamedShot): string {
  const head = [`Shot ${number}`, `scene ${scene + 1}`, ...(transition === null ? [] : [transition.kind])].join(', ');
  return colors.length === 0 ? head : `${head}: ${describeShotColors(colors)}`;
}
