import { type Fingerprint, MAX_SHOT_COLORS, roundNumber } from '../../fingerprint/index.ts';
import { type NamedShot, nameShots } from './named-shot.ts';

const FIGURES = [
  'number',
  'scene',
  'from',
  'to',
  'from_frame',
  'to_frame',
  'length',
  'blank',
  'transition',
  'transition_frames',
] as const;
const MEASURES = ['lightness', 'contrast', 'chroma', 'colorfulness', 'vivid', 'warm'] as const;
const COLORS = Array.from({ length: MAX_SHOT_COLORS }, (_, i) =>
  ['color', 'name', 'share'].map((name) => `${name}_${i + 1}`),
);

const HEADER = [...FIGURES, ...MEASURES, ...COLORS.flat()].join(',');

/**
 * Write shots as a table, one row per shot, for R, pandas and spreadsheets.
 *
 * `number` and `scene` count from 1; `from`, `to` and `length` are in seconds on the film's own
 * clock; frames count from 0 and `to_frame` is the first frame of the next shot. `blank` is 1 for a
 * shot that shows nothing: black, or the black or white of a fade. The first shot has no transition.
 * Colours are in the order in which a viewer would name them. Every table has the same columns;
 * those without a value are empty. RFC 4180 with line feeds; decimal points in every locale.
 *
 * @throws {RenderError} `lacks-data` if the shots were not detected.
 */
export const shotsToCsv = (fingerprint: Fingerprint): string =>
  `${[HEADER, ...nameShots(fingerprint).map(formatRow)].join('\n')}\n`;

function formatRow(shot: NamedShot): string {
  const { number, scene, from, to, fromFrame, toFrame, seconds, isBlank, transition, transitionFrames } = shot;
  const kind = transition?.kind ?? '';
  const figures = [number, scene + 1, from, to, fromFrame, toFrame, roundNumber(seconds), Number(isBlank), kind];
  const measures = MEASURES.map((name) => shot.measures?.[name] ?? '');
  const colors = COLORS.flatMap((_, i) => {
    const { color = '', name = '', share = '' } = shot.colors[i] ?? {};
    return [color, name, share];
  });
  return [...figures, transitionFrames, ...measures, ...colors].join(',');
}
