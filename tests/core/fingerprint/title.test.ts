import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { titleFilm, titleFromName } from '#core/fingerprint/index';

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
    // Years that belong to the title.
    'Class of 1984.mkv': 'Class of 1984',
    'Space 1999.mkv': 'Space 1999',
    'Blade.Runner.2049.2017.1080p.BluRay.mkv': 'Blade Runner 2049',
    'Wonder Woman 1984 (2020).mkv': 'Wonder Woman 1984',
    'Death.Race.2000.1975.720p.mkv': 'Death Race 2000',
    'Dracula.2000.2000.DVDRip.avi': 'Dracula 2000',
    '1984.1984.720p.BluRay.x264.mkv': '1984',
    'Summer of 1993 in Spain.mkv': 'Summer of 1993 in Spain',
    'Blade Runner 2049 2017.mkv': 'Blade Runner 2049',
    'Heat {1995}.mkv': 'Heat',
    'Alien [1979] Directors Cut.mkv': 'Alien',
    // Release words that belong to the title.
    "Charlotte's Web (2006).mkv": "Charlotte's Web",
    'A.Proper.Violence.2011.mkv': 'A Proper Violence 2011',
    'The.Web.1947.mkv': 'The Web 1947',
    'Dark Web.mkv': 'Dark Web',
    'The Dark Web (2018) 1080p WEB-DL.mkv': 'The Dark Web',
    'The Limited.mkv': 'The Limited',
    'DV.2010.mkv': 'DV 2010',
    'Limited.Partnership.2014.WEBRip.mkv': 'Limited Partnership',
    'HDTV Nation.mkv': 'HDTV Nation',
    // Release notes without a year.
    'Movie [BluRay].mkv': 'Movie',
    'Movie.Title.EXTENDED.BluRay.1080p.mkv': 'Movie Title',
    'Movie.Title.DVDRip.XviD-GRP.avi': 'Movie Title',
    'Movie Title - 1080p.mkv': 'Movie Title',
    // Notes in other languages, and other forms.
    'Das.Leben.der.Anderen.2006.German.DL.1080p.BluRay.x264.mkv': 'Das Leben der Anderen',
    'Сталкер.1979.1080p.mkv': 'Сталкер',
    '기생충.2019.1080p.BluRay.x264.mkv': '기생충',
    '花樣年華 (2000).mkv': '花樣年華',
    '[Group] Kimi no Na wa (2016) [1080p].mkv': 'Kimi no Na wa',
    'Solaris {1972} {imdb-tt0069293}.mkv': 'Solaris',
  };
  for (const [name, title] of Object.entries(cases))
    it(`makes the title ${title} from ${name}`, () => assert.equal(titleFromName(name), title));

  it('uses the title tag if it is readable', () => {
    assert.equal(titleFilm('M', 'x.mkv'), 'M');
    assert.equal(titleFilm(null, 'x.mkv'), 'X');
    assert.equal(titleFilm('Caf\ufffd', 'x.mkv'), 'X');
  });

  it('composes the decomposed letters of macOS file names', () => {
    assert.equal(titleFromName('Ame\u0301lie.mkv'), 'Am\u00e9lie');
  });
});
