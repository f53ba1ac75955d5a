import {
  buildFilmPalette,
  type Column,
  type Fingerprint,
  filmPalette,
  gatherScenes,
  isBlankShot,
  MAX_SHOT_COLORS,
  type Shot,
  type ShotThumbnail,
  type Thumbnail,
} from '../../fingerprint/index.ts';
import { memoizeRecent } from './memoize-recent.ts';
import { requireShots } from './require-shots.ts';

/**
 * Replace the columns of a fingerprint by its shots, one column each. Its palette is left out, so
 * that it is taken over shots: a long take then counts no more than a short one.
 *
 * @throws {RenderError} `lacks-data` if it has no shots.
 */
export const groupByShot: (fingerprint: Fingerprint) => Fingerprint = memoizeRecent((fingerprint) => {
  const shots = requireShots(fingerprint);
  const thumbnails = listPictures(fingerprint).map(({ shot, jpeg }) => ({ column: shot, jpeg }));
  return replaceColumns(fingerprint, shots.map(toColumn), thumbnails);
});

/** Replace the columns of a fingerprint by its scenes, as {@link groupByShot} does by its shots. */
export const groupByScene: (fingerprint: Fingerprint) => Fingerprint = memoizeRecent((fingerprint) => {
  const scenes = gatherScenes(requireShots(fingerprint));
  const columns = scenes.map((shots) => {
    const palette = buildFilmPalette(shots);
    const swatches = palette === null ? [] : filmPalette({ palette, columns: [] }, MAX_SHOT_COLORS);
    return { ...toColumn(shots[0]!), swatches };
  });
  return replaceColumns(
    fingerprint,
    columns,
    chooseThumbnails(
      fingerprint,
      scenes.map(([shot]) => shot!.scene),
    ),
  );
});

/** The thumbnails of shots that show something; all of them if none does. */
function listPictures({ shots = [], pictures }: Fingerprint): readonly ShotThumbnail[] {
  const all = pictures?.shots ?? [];
  const shown = all.filter(({ shot }) => !isBlankShot(shots, shot));
  return shown.length > 0 ? shown : all;
}

/** The thumbnail of the longest shot of each scene. */
function chooseThumbnails(fingerprint: Fingerprint, scenes: readonly number[]): Thumbnail[] {
  const best = new Map<number, { readonly length: number; readonly jpeg: string }>();
  for (const { shot, jpeg } of listPictures(fingerprint)) {
    const { scene, from, to } = fingerprint.shots![shot]!;
    if (to - from > (best.get(scene)?.length ?? 0)) best.set(scene, { length: to - from, jpeg });
  }
  return scenes.flatMap((scene, column) => {
    const jpeg = best.get(scene)?.jpeg;
    return jpeg === undefined ? [] : [{ column, jpeg }];
  });
}

const toColumn = ({ from, frameTime, swatches, measures }: Shot): Column => ({
  time: from,
  frameTime: swatches.length === 0 ? null : (frameTime ?? from),
  swatches,
  ...(measures && { measures }),
});

function replaceColumns(
  { palette: _, pictures, ...fingerprint }: Fingerprint,
  columns: readonly Column[],
  thumbnails: readonly Thumbnail[],
): Fingerprint {
  const sampling = { ...fingerprint.sampling, samples: columns.length };
  // No layout that shows shots shows squeezed frames.
  return { ...fingerprint, sampling, columns, ...(pictures && { pictures: { thumbnails, squeezed: '' } }) };
}
