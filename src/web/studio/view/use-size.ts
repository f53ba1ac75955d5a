import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** The size of an element in device pixels; 0 by 0 until it is known. */
export function useSize(element: RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } {
  const size = useSignal({ width: 0, height: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      const scale = devicePixelRatio;
      size.value = { width: Math.round(width * scale), height: Math.round(height * scale) };
    });
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element, size]);
  return size.value;
}
