import { listFrameTimes, type Picture, planDecode } from '#core/frame/index';
import { createSignalRecorder, createSmallFrameReader, joinSignals, scoreFrames } from '#core/shots/index';
import { openLibavSource } from '#node/film/index';

/** Neighbouring frames that are held in memory, and how often they are analysed per round. */
const FRAMES = 48;
const REPEATS = 25;
/** The quickest round counts: other load only adds time. */
const ROUNDS = 4;

/**
 * Measure the CPU time that the analysis of one frame takes, without decoding: small frame,
 * features and scores, milliseconds.
 */
export async function measureCost(path: string): Promise<number> {
  const pictures = await holdPictures(path);
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    const readSmallFrame = createSmallFrameReader();
    const recorder = createSignalRecorder();
    for (let t = 0; t < FRAMES * REPEATS; t++) recorder.put(t, readSmallFrame(pictures[t % FRAMES]!));
    scoreFrames(joinSignals([recorder.finish()]).features);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000 / (FRAMES * REPEATS));
  }
  return least;
}

/** Decode neighbouring frames and copy them. */
async function holdPictures(path: string): Promise<Picture[]> {
  const source = await openLibavSource(path);
  try {
    const { info, index } = await source.survey();
    const wanted = listFrameTimes(index, info.track).subarray(0, FRAMES);
    const held: { readonly wanted: number; readonly picture: Picture }[] = [];
    for (const span of planDecode(index, info.track.isTimed, wanted).spans) {
      for await (const { wanted: time, picture } of source.frames(span)) {
        if (picture === null) continue;
        held.push({ wanted: time, picture: copyPicture(picture) });
      }
    }
    return held.sort((one, other) => one.wanted - other.wanted).map(({ picture }) => picture);
  } finally {
    source.close();
  }
}

function copyPicture(picture: Picture): Picture {
  // The `slice` of a Buffer does not copy.
  const copy = (data: Uint8Array | Uint16Array) =>
    data instanceof Uint16Array ? Uint16Array.from(data) : Uint8Array.from(data);
  return { ...picture, components: picture.components.map((part) => ({ ...part, data: copy(part.data) })) };
}
