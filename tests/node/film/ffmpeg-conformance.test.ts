import { describe } from 'node:test';
import { TESTED_BACKENDS } from '../../support/backends.ts';
import { conformFilmErrors } from '../../support/conform-film-errors.ts';
import { conformFrameSource } from '../../support/conform-frame-source.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const backend = TESTED_BACKENDS.ffmpeg;

describe('The backend ffmpeg', { skip: backend.skip }, () => {
  const folder = makeTempFolder();
  conformFrameSource(backend, folder);
  conformFilmErrors(backend, folder);
});
