import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { ROOT } from '../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage } from '../../support/page/chromium.ts';
import { BLANK } from '../../support/page/studio-page.ts';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const library = join(makeTempFolder(), 'Library');
mkdirSync(library);
writeFileSync(join(library, 'imagined.json'), serializeFingerprint(syntheticFingerprint(60)));
const { server } = await startTestServer({ inputs: [library], studioFolder: join(ROOT, 'dist', 'web', 'studio') });

closeBrowserAfterwards();

describe('The tools of the wall', { skip: NO_CHROMIUM }, () => {
  it('stay in place when a search is not understood', async () => {
    const { origin } = new URL(server.address);
    const { page } = await openPage(server.makeOpeningAddress(), `${origin}/${BLANK}`);
    await page.getByRole('button', { name: 'All films' }).click();
    const filter = page.getByPlaceholder('Filter by title or year');
    const search = page.getByLabel('Search by colours');
    const middleOf = async (one: typeof filter) => {
      const { y, height } = (await one.boundingBox())!;
      return y + height / 2;
    };
    const before = await middleOf(filter);
    assert.ok(Math.abs((await middleOf(search)) - before) <= 1);
    await search.fill('seal');
    await search.press('Enter');
    await page.locator('#wall-problem').waitFor();
    assert.equal(await middleOf(filter), before);
  });
});
