/** The name of a file before what is said of it: `night.mkv: not a film`. */
const FILE_NAME = /^[^:]+\.\w{2,5}: /;

/** Begin a message with a capital letter, unless with the name of a file, and end it with a full stop. */
export function toSentence(message: string): string {
  const [first = '', ...rest] = message.trim();
  const text = (FILE_NAME.test(message) ? first : first.toUpperCase()) + rest.join('');
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
