import { alignFilms } from '#core/compare/index';
import type { Fingerprint } from '#core/fingerprint/index';
import { createDice } from '../shots/streams/dice.ts';
import { rowOfColors } from './editions.ts';

const COLUMNS = 3600;
const SEED = 5;

/** Time and memory of aligning two films of 3,600 columns. */
export interface AlignmentCost {
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

/** Align a film with an edition that lacks a tenth of it and has two scenes moved. */
export function measureAlignmentCost(): AlignmentCost {
  const codes = listColors();
  const a = rowOfColors('long', codes, 2);
  const moved = [...codes.slice(0, 900), ...codes.slice(1260, 2000), ...codes.slice(2100, 2200)];
  const b = rowOfColors(
    'edition',
    [...moved, ...codes.slice(2000, 2100), ...codes.slice(2200), ...codes.slice(-360).reverse()],
    2,
  );
  const before = process.cpuUsage();
  alignFilms(a, b satisfies Fingerprint);
  const { user, system } = process.cpuUsage(before);
  return { cpuSeconds: (user + system) / 1e6, peakBytes: 1024 * process.resourceUsage().maxRSS };
}

/** Shots of 2 to 20 seconds whose light wavers. */
function listColors(): string[] {
  const dice = createDice(SEED);
  const codes: string[] = [];
  while (codes.length < COLUMNS) {
    const shot = [dice.integer(20, 230), dice.integer(20, 230), dice.integer(20, 230)];
    for (let i = dice.integer(1, 10); i > 0 && codes.length < COLUMNS; i--) {
      codes.push(shot.map((code) => (code + dice.integer(-6, 6)).toString(16).padStart(2, '0')).join(''));
    }
  }
  return codes;
}
