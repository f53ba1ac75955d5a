/**
 * Results kept per source object: more than a user compares at a time, such as numbers of colours
 * and layouts.
 */
const MAX_KEPT = 12;

/**
 * Make a function that remembers its recent results for each source object. A fingerprint is often
 * drawn many times with another title, layout or number of colours.
 *
 * @param make must return the same for the same object and options; do not modify the result.
 * @param keyOf the options on which the result depends.
 */
export function memoizeRecent<Source extends object, Options extends readonly unknown[], Made>(
  make: (source: Source, ...options: Options) => Made,
  keyOf: (...options: Options) => string = () => '',
): (source: Source, ...options: Options) => Made {
  const made = new WeakMap<Source, Map<string, { readonly value: Made }>>();
  return (source, ...options) => {
    const key = keyOf(...options);
    const kept = made.get(source) ?? new Map<string, { readonly value: Made }>();
    made.set(source, kept);
    const result = kept.get(key) ?? { value: make(source, ...options) };
    // The one used last is at the end.
    kept.delete(key);
    kept.set(key, result);
    if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!);
    return result.value;
  };
}
