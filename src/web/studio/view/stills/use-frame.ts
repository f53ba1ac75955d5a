import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { FramePlace } from '../../../../core/protocol/index.ts';
import { keyOfPlace, readFrame } from '../../reading/frames/film-frames.ts';
import type { Item } from '../../state/item.ts';

/**
 * The frame of a moment, from the film itself. While it is decoded, the last one is kept, and of the
 * moments in between only the latest is decoded.
 *
 * @param place null to decode none.
 * @param isFirst whether it comes before the frames of rows.
 * @returns the URL of a picture; null until the first frame is there, and for films that are not at hand.
 */
export function useFrame(item: Item, place: FramePlace | null, isFirst: boolean = false): string | null {
  const shown: Signal<string | null> = useSignal(null);
  const key = place && keyOfPlace(place);
  const path = item.serverPath.value;
  const state = useRef({ wanted: place, isBusy: false });
  state.current.wanted = place;
  useEffect(() => {
    const { current } = state;
    const read = async (): Promise<void> => {
      const wanted = current.wanted;
      if (wanted === null || current.isBusy) return;
      current.isBusy = true;
      const url = await readFrame(item, wanted, isFirst);
      current.isBusy = false;
      shown.value = url;
      const isOther = current.wanted !== null && keyOfPlace(current.wanted) !== keyOfPlace(wanted);
      if (isOther && (url !== null || path !== null)) await read();
    };
    void read();
  }, [item, key, path]);
  useEffect(
    () => () => {
      state.current.wanted = null;
    },
    [],
  );
  return shown.value;
}
