const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that XML 1.0 cannot contain, escaped or not: section 2.2 of the recommendation. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes.
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * Escape text for an element or a quoted attribute of XML or HTML. Characters that XML cannot
 * contain are removed.
 */
export function escapeXml(text: string): string {
  return text.replace(UNWRITABLE, '').replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}
