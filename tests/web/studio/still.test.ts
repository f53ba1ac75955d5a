import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { picturedFingerprint } from '../../support/fingerprints/pictured-fingerprint.ts';
import { shotFingerprint } from '../../support/fingerprints/shot-fingerprint.ts';
import { columnOf, fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { chooseFiles, openStudio } from '../../support/page/studio-page.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
closeBrowserAfterwards();

/** Open a fingerprint of 24 s, move along its strip, and return the times of the stills, '' for none. */
async function stillsAt(fingerprint: Fingerprint, times: readonly number[]): Promise<string[]> {
  const path = join(folder, 'film.json');
  writeFileSync(path, serializeFingerprint(fingerprint));
  const { page, errors } = await openStudio();
  await chooseFiles(page, path);
  const box = (await page.getByRole('slider', { name: 'Timeline' }).boundingBox())!;
  const stills: string[] = [];
  for (const time of times) {
    await page.mouse.move(box.x + (time / 24) * box.width, box.y + box.height / 2);
    await page
      .getByText(new RegExp(`^0:${String(Math.floor(time)).padStart(2, '0')}`))
      .first()
      .waitFor();
    stills.push((await page.locator('.still').allTextContents()).join());
  }
  assert.deepEqual(errors, []);
  return stills;
}

describe('The still of a moment of a film that is not at hand', { skip: NO_CHROMIUM }, () => {
  it('is the nearest thumbnail of the same shot, with its own time', async () => {
    // Cuts at 4.8 s, 12 s and 14.4 s; thumbnails at 1.5 s, 3.5 s and so on.
    assert.deepEqual(await stillsAt(shotFingerprint(), [4.6, 5, 12.2, 20.6]), ['0:03.5', '0:05.5', '0:13.5', '0:21.5']);
  });

  it('is that of the shot if no other lies in it', async () => {
    const fingerprint = shotFingerprint();
    const pictures = { ...fingerprint.pictures!, thumbnails: [] };
    assert.deepEqual(await stillsAt({ ...fingerprint, pictures }, [13.3]), ['This shot']);
  });

  it('is absent across a jump of colours where shots are not known', async () => {
    const columns = Array.from({ length: 24 }, (_, i) => columnOf(i + 0.5, i < 12 ? '#808080' : '#c01810'));
    const { squeezed, thumbnails } = picturedFingerprint().pictures!;
    const pictures = { squeezed, thumbnails: [{ ...thumbnails[0]!, column: 11 }] };
    assert.deepEqual(await stillsAt({ ...fingerprintOf(columns), pictures }, [6.2, 12.8, 20.2]), ['0:11.5', '', '']);
  });
});
