/**
 * Make a function that remembers the latest result for each source object. A fingerprint is often
 * drawn many times with another title or paper.
 *
 * @param make must return the same for the same object and options; do not modify the result.
 * @param keyOf the options on which the result depends.
 */
export function memoizeLatest<Source extends object, Options extends readonly unknown[], Made>(
  make: (source: Source, ...options: Options) => Made,
  keyOf: (...options: Options) => string = () => '',
): (source: Source, ...options: Options) => Made {
  const made = new WeakMap<Source, { readonly key: string; readonly value: Made }>();
  return (source, ...options) => {
    const key = keyOf(...options);
    const last = made.get(source);
    if (last?.key === key) return last.value;
    const value = make(source, ...options);
    made.set(source, { key, value });
    return value;
  };
}
