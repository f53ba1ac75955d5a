/**
 * Make a function that remembers, for each object, what it made of it last: posters are drawn again
 * and again of one fingerprint, with another title or paper.
 *
 * @param make must return the same for the same object and options, and the result must not be
 *   modified.
 * @param keyOf what of the options it depends on.
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
