import { removeRecent } from '../recent.ts';
import { record } from './history.ts';
import { offerUndo } from './toast.ts';

/** Remove a stored fingerprint, or all. Can be undone while the page is open. @param said what was done. */
export async function forget(id: string | 'all', said: string): Promise<void> {
  let putBack = await removeRecent(id);
  record({
    label: said,
    undo: () => void putBack(),
    redo() {
      void removeRecent(id).then((again) => {
        putBack = again;
      });
    },
  });
  offerUndo(`${said}.`);
}
