import { describe } from 'node:test';
import { TESTED_BACKENDS } from '../support/backends.ts';
import { conformFilmErrors } from '../support/conform-film-errors.ts';
import { conformFrameSource } from '../support/conform-frame-source.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

for (const backend of TESTED_BACKENDS) {
  describe(`The backend ${backend.name}`, { skip: backend.skip }, () => {
    const folder = makeTempFolder();
    conformFrameSource(backend, folder);
    conformFilmErrors(backend, folder);
  });
}
