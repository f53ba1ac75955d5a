import { MAX_SHOT_COLORS, MAX_SHOT_THUMBNAILS, TRANSITION_KINDS } from '../shot.ts';
import { checkMeasures, checkSwatches } from './check-swatches.ts';
import { check, checkObject, isFile, isNatural, isNumber, JPEG_START } from './checks.ts';

/** Check shots: each begins where the one before it ends. */
export function checkShots(value: unknown): void {
  check(Array.isArray(value) && value.length > 0, 'shots', 'a list of at least one shot');
  let end: unknown = null;
  let lastScene = 0;
  for (const [i, item] of (value as unknown[]).entries()) {
    const where = `shots[${i}]`;
    const shot = checkObject(item, where);
    for (const field of ['from', 'to']) check(isNumber(shot[field]), `${where}.${field}`, 'a number of seconds');
    for (const field of ['fromFrame', 'toFrame']) check(isNatural(shot[field]), `${where}.${field}`, 'a frame number');
    const { fromFrame, toFrame, transition, scene, frameTime, swatches, measures } = shot;
    check(end === null || fromFrame === end, `${where}.fromFrame`, 'the frame at which the shot before ends');
    check((toFrame as number) > (fromFrame as number), `${where}.toFrame`, 'a frame after `fromFrame`');
    end = toFrame;
    if (transition !== null) checkTransition(transition, `${where}.transition`);
    check(isNatural(scene) && (scene as number) >= lastScene, `${where}.scene`, 'a whole number, ascending');
    lastScene = scene as number;
    check(frameTime === null || isNumber(frameTime), `${where}.frameTime`, 'a number of seconds, or null');
    checkSwatches(swatches, `${where}.swatches`);
    const isFew = (swatches as unknown[]).length <= MAX_SHOT_COLORS;
    check(isFew, `${where}.swatches`, `at most ${MAX_SHOT_COLORS} swatches`);
    if (measures !== undefined) checkMeasures(measures, `${where}.measures`);
  }
}

function checkTransition(value: unknown, where: string): void {
  const { kind, fromFrame, toFrame } = checkObject(value, where);
  const kinds: readonly unknown[] = TRANSITION_KINDS;
  check(kinds.includes(kind), `${where}.kind`, TRANSITION_KINDS.join(', '));
  check(isNatural(fromFrame), `${where}.fromFrame`, 'a frame number');
  const isAfter = isNatural(toFrame) && (toFrame as number) >= (fromFrame as number);
  check(isAfter, `${where}.toFrame`, 'a frame number, not before `fromFrame`');
}

/** Check the thumbnails of shots. */
export function checkShotThumbnails(value: unknown, shots: number): void {
  const isList = Array.isArray(value) && value.length <= MAX_SHOT_THUMBNAILS;
  check(isList, 'pictures.shots', `a list of at most ${MAX_SHOT_THUMBNAILS} thumbnails`);
  let last = -1;
  for (const [i, item] of (value as unknown[]).entries()) {
    const { shot, jpeg } = checkObject(item, `pictures.shots[${i}]`);
    const isPlace = Number.isInteger(shot) && (shot as number) > last && (shot as number) < shots;
    check(isPlace, `pictures.shots[${i}].shot`, 'the index of a shot, in ascending order');
    check(isFile(jpeg, JPEG_START), `pictures.shots[${i}].jpeg`, 'a JPEG file in base64');
    last = shot as number;
  }
}
