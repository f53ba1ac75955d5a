import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isHelpOpen } from '../../state/first-visit.ts';

type Row = readonly [keys: string, action: string];

const GESTURES: readonly Row[] = [
  ['Move along the strip', 'Look at the film'],
  ['Click the strip', 'Hold a moment; again to let it go'],
  ['Drag along the strip', 'Zoom in'],
  ['Double-click the strip', 'Whole film'],
  ['Ctrl and wheel', 'Zoom in and out'],
  ['Finger on the strip', 'Look at the film'],
  ['Click a colour', 'Highlight it in the film'],
  ['Click its code', 'Copy it'],
  ['Drop files', 'Open films, fingerprints and images'],
];

const KEYS: readonly Row[] = [
  ['Space', 'Play, pause'],
  ['M', 'Sound on, off'],
  ['← →', 'Previous, next column'],
  ['Shift ← →', 'A twentieth back, forward'],
  ['Home, End', 'Start, end'],
  ['+ − 0', 'Zoom in, zoom out, whole film'],
  [', .', 'Previous, next shot'],
  ['/', 'Find a colour'],
  ['I', 'Pick a colour from the picture'],
  ['[ ]', 'Previous, next moment with the colour'],
  ['E S C P', 'Explore, Shots, Compare, Poster'],
  ['↑ ↓', 'Among colours'],
  ['Esc', 'Back: colour, zoom, held moment'],
  ['?', 'This sheet'],
];

/** All gestures and keys. */
export function HelpSheet(): JSX.Element | null {
  return isHelpOpen.value ? <OpenSheet /> : null;
}

function OpenSheet(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current!.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const close = () => {
    isHelpOpen.value = false;
  };
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="help" onClose={close}>
      <div class="sheet-head">
        <h2 id="help">Gestures and keys</h2>
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
      <div class="sheet-tables">
        <Table name="Gestures" rows={GESTURES} />
        <Table name="Keys" rows={KEYS} />
      </div>
    </dialog>
  );
}

function Table({ name, rows }: { readonly name: string; readonly rows: readonly Row[] }): JSX.Element {
  return (
    <table>
      <caption>{name}</caption>
      <tbody>
        {rows.map(([keys, action]) => (
          <tr key={keys}>
            <th scope="row">{keys}</th>
            <td>{action}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
