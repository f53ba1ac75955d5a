/** A URL at the start of a text, up to the colon that ends it: it may contain spaces. */
const FIRST = /^(https?:\/\/(?:(?!: )[^?#])*)[?#].*?(?=: |$)/is;
/** A URL anywhere else, up to the next space. */
const ANY = /(https?:\/\/[^\s?#]+)[?#]\S*?(?=:?(?:\s|$))/gi;
const USER = /(https?:\/\/)[^\s/?#]*@/gi;

/**
 * Redact the http and https URLs in a text: remove user and password, and everything after `?` or
 * `#`, where signatures and tokens are.
 */
export const showAddresses = (text: string): string => text.replace(USER, '$1').replace(FIRST, '$1').replace(ANY, '$1');
