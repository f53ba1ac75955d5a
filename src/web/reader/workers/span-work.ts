import { type ColumnMaker, createColumnMaker } from '../../../core/fingerprint/index.ts';
import {
  type Bars,
  type Crop,
  createThumbnailer,
  type FrameSource,
  findCropAt,
  measureBars,
  type Picture,
  type Thumbnailer,
} from '../../../core/frame/index.ts';
import type { FoundFrame, SpanTask } from './messages.ts';

/** What makes columns and thumbnails: its tables and buffers serve all spans of a film. */
export interface Makers {
  readonly makeColumn: ColumnMaker;
  readonly makeThumbnail: Thumbnailer;
}

/** Make what one film's spans are worked off with. */
export function createMakers({ clustering, shown }: Pick<SpanTask, 'clustering' | 'shown'>): Makers {
  return { makeColumn: createColumnMaker(clustering, shown), makeThumbnail: createThumbnailer(shown) };
}

/** Work off one span. @returns packets that the decoder rejected. */
export async function workSpan(
  source: FrameSource,
  task: SpanTask,
  { makeColumn, makeThumbnail }: Makers,
  tell: (frame: FoundFrame) => void,
): Promise<number> {
  const damagedBefore = source.damagedPackets;
  const thumbnails = new Set(task.thumbnails);
  for await (const { wanted, pts, picture } of source.frames(task.span)) {
    if (picture === null) {
      tell({ wanted, pts, found: null, thumbnail: null, bars: null });
      continue;
    }
    const bars = task.crop === null ? measureBars(picture) : null;
    const crop = task.crop === null ? cropOwnBars(bars, picture) : findCropAt(task.crop, picture, pts);
    const thumbnail = thumbnails.has(wanted) ? makeThumbnail(picture, crop) : null;
    tell({ wanted, pts, found: makeColumn(picture, crop), thumbnail, bars });
  }
  return source.damagedPackets - damagedBefore;
}

/** The least that bars of a single frame may leave of it: what leaves less is a dark picture. */
const LEAST_SIDE = 0.5;

/** Leave out what looks like bars in one frame: good enough until the whole film has been looked at. */
function cropOwnBars(bars: Bars | null, { width, height }: Picture): Crop | undefined {
  if (bars === null || !bars.isSharp) return undefined;
  const crop = {
    x: bars.left,
    y: bars.top,
    width: width - bars.left - bars.right,
    height: height - bars.top - bars.bottom,
  };
  return crop.width >= LEAST_SIDE * width && crop.height >= LEAST_SIDE * height ? crop : undefined;
}
