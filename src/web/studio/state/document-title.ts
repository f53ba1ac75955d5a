import { effect } from '@preact/signals';
import { formatPercent } from '../../../core/text/index.ts';
import { current } from './studio.ts';

const NAME = 'Chromatheque';

/** Keep the title of the document: the shown item, and how far it is read. */
export function followTitle(): void {
  effect(() => {
    const item = current.value;
    document.title = item === null ? NAME : [describeState(), item.title.value, NAME].filter(Boolean).join(' – ');
  });
}

function describeState(): string {
  const { state, progress } = current.value!;
  if (state.value === 'failed') return 'Failed';
  if (state.value === 'waiting') return 'Queued';
  if (state.value !== 'reading' && state.value !== 'paused') return '';
  const now = progress.value;
  // Stages before the last are short, and begin again at 0.
  const share = now?.stage === 'exact' ? now.done / Math.max(1, now.total) : 0;
  const read = formatPercent(Math.floor(100 * share) / 100, { decimals: 0 });
  return state.value === 'paused' ? `Paused at ${read}` : read;
}
