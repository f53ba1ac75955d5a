import { describe } from 'node:test';
import { TESTED_BACKENDS } from '../../support/reading/backends.ts';
import { conformFilmErrors } from '../../support/reading/conform-film-errors.ts';
import { conformFrameSource } from '../../support/reading/conform-frame-source.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const backend = TESTED_BACKENDS.ffmpeg;

describe('The backend ffmpeg', { skip: backend.skip }, () => {
  const folder = makeTempFolder();
  conformFrameSource(backend, folder);
  conformFilmErrors(backend, folder);
});
