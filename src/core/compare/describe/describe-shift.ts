import type { Comparison } from '../comparison.ts';
import type { CropShift, ShareRect } from '../shift/crop/crop-shift.ts';
import type { Defect } from '../shift/defects/name-defects.ts';
import type { GreyTint, Shift } from '../shift/shift.ts';

/** Words for defects, after the film that has it. */
const DEFECTS: Readonly<Record<Defect, string>> = {
  'gamma-twice': 'was encoded with gamma applied twice: its middle tones are too light',
  'gamma-missing': 'was encoded without gamma: its middle tones are too dark',
  'full-as-limited': 'reads full range as limited: darks and lights are clipped',
  'limited-as-full': 'reads limited range as full: blacks are grey and whites dull',
  'bt601-as-bt709': 'reads BT.601 colours as BT.709: reds and greens are off',
  'bt709-as-bt601': 'reads BT.709 colours as BT.601: reds and greens are off',
  'channels-swapped': 'has red and blue exchanged',
  'black-and-white': 'is in black and white',
  sepia: 'is in sepia',
  tinted: 'is tinted in one colour',
  mirrored: 'is mirrored left to right',
  squeezed: 'is shown squeezed, without the pixel aspect that it needs',
  'pal-speed': 'has the PAL speed-up',
  'ntsc-speed': 'runs at the NTSC speed',
  'fields-doubled': 'has its fields doubled to frames',
};

/** Name a defect in a sentence. */
export function describeDefect(code: Defect, film: 'a' | 'b' | undefined): string {
  const words = DEFECTS[code];
  const name = film === 'a' ? 'A' : 'B';
  return words === undefined ? `Known defect: ${code}.` : `${name} ${words}.`;
}

/** Least changes that are worth a word: of shares, aspects and stretches. */
const MIN_CROP = 0.01;

/** Describe which part of the picture each film shows. */
export function describePictureParts(crop: CropShift | null): string[] {
  if (crop === null) return [];
  const { a, b, pictureA, pictureB, aspectA, aspectB, stretch } = crop;
  return [
    ...(Math.abs(aspectA / aspectB - 1) < MIN_CROP
      ? []
      : [`The picture is ${aspectA.toFixed(2)} : 1 in A and ${aspectB.toFixed(2)} : 1 in B.`]),
    ...describePart('B', 'A', a, pictureA),
    ...describePart('A', 'B', b, pictureB),
    ...(Math.abs(stretch - 1) < MIN_CROP
      ? []
      : [`B shows things ${percent(Math.abs(stretch - 1))} ${stretch > 1 ? 'wider' : 'narrower'} than A.`]),
  ];
}

function describePart(film: string, other: string, part: ShareRect, picture: ShareRect): string[] {
  const [width, height] = [part.width / picture.width, part.height / picture.height];
  if (width > 1 - MIN_CROP && height > 1 - MIN_CROP) return [];
  return [`${film} shows ${percent(width)} of the width and ${percent(height)} of the height of ${other}’s picture.`];
}

const percent = (share: number): string => `${Math.round(100 * Math.min(1, share))} %`;

/** Changes below these are not named. */
const MIN_BLACK = 0.01;
const MIN_FACTOR = 0.02;
const MIN_HUE = 1;
const MIN_TINT = 0.005;

/** Describe how the colours of B differ from those of A over the whole film. */
export function describeShift({ shift }: Pick<Comparison, 'shift'>): string[] {
  if (shift === null) return [];
  const changes = shift.isShifted ? listChanges(shift) : [];
  if (changes.length === 0) return ['No shift of colour over the whole film.'];
  return [`Colours of B compared with A: ${changes.join('; ')}.`];
}

function listChanges({ blackLevel, gain, gamma, saturation, hueDegrees, ...tints }: Shift): string[] {
  const { tint, shadowTint, highlightTint } = tints;
  return [
    ...(Math.abs(blackLevel) < MIN_BLACK
      ? []
      : [`blacks ${blackLevel > 0 ? 'raised' : 'clipped'} (black level ${blackLevel})`]),
    ...nameFactor(gain, 'the range from black to white is larger', 'the range from black to white is smaller', 'gain'),
    ...nameFactor(gamma, 'middle greys are darker', 'middle greys are lighter', 'gamma'),
    ...(saturation === null || Math.abs(saturation - 1) < MIN_FACTOR
      ? []
      : [`saturation ${saturation > 1 ? 'higher' : 'lower'} (${Math.round(100 * saturation)} %)`]),
    ...(hueDegrees === null || Math.abs(hueDegrees) < MIN_HUE
      ? []
      : [
          `hues turned by ${Math.abs(hueDegrees)}° ${hueDegrees > 0 ? 'from red towards yellow' : 'from yellow towards red'}`,
        ]),
    ...nameTint(tint, 'greys'),
    ...(nameTint(tint, '').length === 0
      ? [...nameTint(shadowTint, 'shadows'), ...nameTint(highlightTint, 'highlights')]
      : []),
  ];
}

function nameFactor(factor: number, more: string, less: string, name: string): string[] {
  return Math.abs(factor - 1) < MIN_FACTOR ? [] : [`${factor > 1 ? more : less} (${name} ${factor})`];
}

/** An axis is named if it is at least this share of the other one: the tangent of 22.5 degrees. */
const AXIS = 0.41;

function nameTint({ a, b }: GreyTint, what: string): string[] {
  if (a * a + b * b < MIN_TINT * MIN_TINT) return [];
  const warm = Math.abs(a) < AXIS * Math.abs(b) ? '' : a > 0 ? 'red' : 'green';
  const cool = Math.abs(b) < AXIS * Math.abs(a) ? '' : b > 0 ? 'yellow' : 'blue';
  return [`${what} tinted ${[warm, cool].filter((word) => word !== '').join(' and ')} (OKLab ${a}, ${b})`];
}
