/**
 * Make the anchor of a heading, as GitHub does, so that a link works there and on the built site: lower case, letters,
 * digits, hyphens and underscores only, spaces as hyphens.
 *
 * @param {string} text of the heading, without markup.
 * @returns {string}
 */
export function makeHeadingId(text) {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}
