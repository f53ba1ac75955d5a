/** Quote a cell of a CSV file that holds a comma, a quote or a line break (RFC 4180). */
export const quoteCsvCell = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
