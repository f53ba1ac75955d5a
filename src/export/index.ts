/**
 * Fingerprints for other programs: tables now, swatch files and pages to come.
 *
 * Pure: it makes text and bytes, and never writes a file.
 */
export { fingerprintToCsv } from './csv.ts';
