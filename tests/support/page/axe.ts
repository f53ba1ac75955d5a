import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Tags of axe-core for WCAG 2.2, levels A and AA. */
export const WCAG_AA: readonly string[] = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The one rule whose result depends on the theme. */
const CONTRAST = 'color-contrast';

/** Colours that change gradually have their last value. Some animations never end. */
const END_OF_ANIMATIONS = `Promise.all(
  document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    .map(({ finished }) => finished.catch(() => {})),
)`;

interface Outcome {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/**
 * Check that axe-core finds nothing in a page as it is now, dark and light. The page is light
 * afterwards.
 *
 * @param rules tags of rules; null for all, with those of good practice.
 * @param state what the page shows, for the message.
 */
export async function assertAccessible(page: Page, rules: readonly string[] | null, state = ''): Promise<void> {
  // Not as a script element: the studio's policy forbids it.
  await page.evaluate(`if (typeof axe === 'undefined') { ${AXE} }`);
  for (const [colorScheme, chosen] of [
    ['dark', rules],
    ['light', [CONTRAST]],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(END_OF_ANIMATIONS);
    const options = chosen === null ? {} : { runOnly: chosen };
    const { violations, passes } = await page.evaluate<{ violations: Outcome[]; passes: Outcome[] }>(
      `axe.run(document, ${JSON.stringify(options)})`,
    );
    assert.deepEqual(
      violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`),
      [],
      `${colorScheme} ${state}`,
    );
    assert.ok(passes.some(({ id }) => id === CONTRAST));
  }
}
