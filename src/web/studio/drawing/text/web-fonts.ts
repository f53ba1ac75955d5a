import sans from '@expo-google-fonts/montserrat/300Light/Montserrat_300Light.ttf?url';
import { RenderError } from '../../../../core/poster/index.ts';
import { createFontLoader, type Font, type FontName, type FontRanges, loadFont } from '../../../../core/type/index.ts';

/** Where the build puts the unpacked fonts: next to the folder of the worker's file. */
const FOLDER = new URL('../fonts/', location.href);

async function fetchBytes(address: string | URL): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new RenderError('font-unreadable', `A font could not be loaded (HTTP ${response.status}).`);
  return new Uint8Array(await response.arrayBuffer());
}

let listing: Promise<Readonly<Record<string, FontRanges>>> | undefined;

const loader = createFontLoader({
  loadSans: async () => loadFont(await fetchBytes(sans)),
  async readRanges(name) {
    listing ??= fetchBytes(new URL('fonts.json', FOLDER)).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
    return (await listing)[name] ?? null;
  },
  loadFile: async ({ weight }, file) =>
    loadFont(await fetchBytes(new URL(file.replace(/\.woff2$/, '.ttf'), FOLDER)), { weight }),
  decodeText: (encoding, bytes) => new TextDecoder(encoding).decode(bytes),
});

/**
 * Load the fonts for a text, as the command line does: the family, the sans for what it lacks, and
 * further fonts for the scripts of the text. Each is fetched from the studio's host when the first
 * title needs it.
 *
 * @throws {RenderError} `font-missing` if no font has a character.
 */
export async function loadFonts(name: FontName, text: string): Promise<readonly Font[]> {
  const first = await loader.loadFamily(name, text);
  const chain = name === 'sans' ? first : [...first, ...(await loader.loadFamily('sans', text))];
  const { fonts, missing, absent } = await loader.complete(chain, text);
  if (missing === null) return fonts;
  const lacking = `No available font covers ${missing.scripts.join(', ') || missing.characters.join(' ')}`;
  const remedy = absent.length === 0 ? '' : `; install ${absent.join(' and ')} and rebuild the studio to add one`;
  throw new RenderError('font-missing', `${lacking}${remedy}.`, { cause: missing });
}
