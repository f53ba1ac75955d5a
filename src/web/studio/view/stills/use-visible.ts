import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Whether an element lies in the visible part of the page, or nearly so. */
export function useVisible(element: RefObject<HTMLElement | null>): boolean {
  const isVisible = useSignal(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        isVisible.value = entries.at(-1)!.isIntersecting;
      },
      { rootMargin: '100px' },
    );
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element, isVisible]);
  return isVisible.value;
}
