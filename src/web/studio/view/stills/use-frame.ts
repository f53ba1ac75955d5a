import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { readFrame } from '../../reading/film-frames.ts';
import type { Item } from '../../state/item.ts';

/** A frame of a film, and its time. */
export interface MomentFrame {
  readonly url: string;
  readonly seconds: number;
}

/**
 * The frame of a moment, from the film itself. While it is decoded, the last one is kept, and of the
 * moments in between only the latest is decoded.
 *
 * @param seconds null to decode none.
 * @returns null until the first frame is there, and for films that are not at hand.
 */
export function useFrame(item: Item, seconds: number | null): MomentFrame | null {
  const shown: Signal<MomentFrame | null> = useSignal(null);
  const state = useRef({ wanted: seconds, isBusy: false });
  state.current.wanted = seconds;
  useEffect(() => {
    const { current } = state;
    const read = async (): Promise<void> => {
      const wanted = current.wanted;
      if (wanted === null || current.isBusy) return;
      current.isBusy = true;
      const url = await readFrame(item, wanted);
      current.isBusy = false;
      shown.value = url === null ? null : { url, seconds: wanted };
      if (url !== null && current.wanted !== wanted) await read();
    };
    void read();
  }, [item, seconds]);
  useEffect(
    () => () => {
      state.current.wanted = null;
    },
    [],
  );
  return shown.value;
}
