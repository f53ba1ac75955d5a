import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { titleFromName } from 'chromatheque/fingerprint';

describe("A title made of a file's name", () => {
  const cases: Record<string, string> = {
    'The.Third.Man.1949.1080p.BluRay.x264-GRP.mkv': 'The Third Man',
    'big_buck_bunny_0_30.webm': 'Big Buck Bunny 0 30',
    'agent327_480p.mp4': 'Agent 327',
    'Se7en.mkv': 'Se7en',
    'WALL-E.mkv': 'WALL-E',
    'sintel_trailer_full_480x204_noaudio.mp4': 'Sintel Trailer Full',
    '2001 A Space Odyssey (1968).mkv': '2001 A Space Odyssey',
    '1917.mkv': '1917',
    'movie-hello.avi': 'Movie Hello',
    'the_lord_of_the_rings.mp4': 'The Lord of the Rings',
    'Spider-Man No Way Home.mp4': 'Spider-Man No Way Home',
    '1080p.mp4': '1080p',
    'Nausicaä.mkv': 'Nausicaä',
    'a.b.c.mkv': 'A B C',
    '.mkv': '.mkv',
    '千と千尋の神隠し.mkv': '千と千尋の神隠し',
  };
  for (const [name, title] of Object.entries(cases))
    it(`${name} is called ${title}`, () => assert.equal(titleFromName(name), title));

  it('is composed, as letters of macOS file names come apart', () => {
    assert.equal(titleFromName('Ame\u0301lie.mkv'), 'Am\u00e9lie');
  });
});
