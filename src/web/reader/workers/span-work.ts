import { type ColumnMaker, createColumnMaker } from '../../../core/fingerprint/index.ts';
import {
  type Crop,
  createThumbnailer,
  type FrameSource,
  findCropAt,
  type LetterboxBars,
  measureLetterbox,
  type Picture,
  type Thumbnailer,
} from '../../../core/frame/index.ts';
import type { FoundFrame, SpanRequest } from './messages.ts';

/** What makes columns and thumbnails: its tables and buffers serve all spans of a film. */
export interface Makers {
  readonly makeColumn: ColumnMaker;
  readonly makeThumbnail: Thumbnailer;
}

/** Make what one film's spans are worked off with. */
export function createMakers({ clustering, shown }: Pick<SpanRequest, 'clustering' | 'shown'>): Makers {
  return { makeColumn: createColumnMaker(clustering, shown), makeThumbnail: createThumbnailer(shown) };
}

/** Work off one span. @returns packets that the decoder rejected. */
export async function workSpan(
  source: FrameSource,
  task: SpanRequest,
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
    const bars = task.crop === null ? measureLetterbox(picture) : null;
    const crop = task.crop === null ? cropOwnBars(bars, picture) : findCropAt(task.crop, picture, pts);
    const thumbnail = thumbnails.has(wanted) ? makeThumbnail(picture, crop) : null;
    tell({ wanted, pts, found: makeColumn(picture, crop), thumbnail, bars });
  }
  return source.damagedPackets - damagedBefore;
}

/** The least that bars of a single frame may leave of it: what leaves less is a dark picture. */
const MIN_SIDE = 0.5;

/** Leave out what looks like bars in one frame: good enough until the whole film has been looked at. */
function cropOwnBars(bars: LetterboxBars | null, { width, height }: Picture): Crop | undefined {
  if (bars === null || !bars.isSharp) return undefined;
  const crop = {
    x: bars.left,
    y: bars.top,
    width: width - bars.left - bars.right,
    height: height - bars.top - bars.bottom,
  };
  return crop.width >= MIN_SIDE * width && crop.height >= MIN_SIDE * height ? crop : undefined;
}
