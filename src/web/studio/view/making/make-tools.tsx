import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { nextRedo, nextUndo } from '../../state/making/history.ts';
import { showToast } from '../../state/making/toast.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { redoStep, undoStep } from '../session/undo-keys.ts';
import { DownloadList, type ExportInput } from './download-list.tsx';
import { exportProblem, runExport } from './export-problem.ts';
import { canSharePictures, copyPicture, drawSharedPng, sharePicture, stemOf } from './poster-files.ts';

/** What is done with the poster: download, copy, share, full screen; undo and redo. */
export function MakeTools({
  input,
  onFullScreen,
}: {
  readonly input: ExportInput;
  readonly onFullScreen: () => void;
}): JSX.Element {
  const { item, obstacle, draw, panel } = input;
  const problem = exportProblem.value;
  const isElsewhere = problem !== null && ['Copy', 'Share'].includes(problem.name);
  const drawPng = async () => drawSharedPng(await draw());
  const [undoLabel, redoLabel] = [nextUndo(), nextRedo()];
  return (
    <div class="make-tools">
      <Download {...input} />
      <IconButton
        icon="copy"
        label="Copy picture"
        title={obstacle ?? 'Copy picture'}
        isDisabled={obstacle !== null}
        onClick={() =>
          void runExport('Copy', async () => {
            await copyPicture(drawPng);
            showToast('Copied the picture.');
          })
        }
      />
      {canSharePictures() && (
        <IconButton
          icon="share"
          label="Share picture"
          title={obstacle ?? 'Share picture'}
          isDisabled={obstacle !== null}
          onClick={() => void runExport('Share', () => sharePicture(drawPng, panel === null ? stemOf(item) : 'panel'))}
        />
      )}
      {document.fullscreenEnabled && (
        <IconButton icon="full" label="Full screen" title="Full screen" onClick={onFullScreen} />
      )}
      <span class="make-tools-end">
        <IconButton
          icon="undo"
          label="Undo"
          title={undoLabel === null ? 'Undo (Ctrl+Z)' : `Undo ${undoLabel} (Ctrl+Z)`}
          isDisabled={undoLabel === null}
          onClick={undoStep}
        />
        <IconButton
          icon="redo"
          label="Redo"
          title={redoLabel === null ? 'Redo (Ctrl+Shift+Z)' : `Redo ${redoLabel} (Ctrl+Shift+Z)`}
          isDisabled={redoLabel === null}
          onClick={redoStep}
        />
      </span>
      {isElsewhere && (
        <p class="problem bubble" role="alert">
          {problem.text}
        </p>
      )}
    </div>
  );
}

/** A button that opens the list of files. Escape and a click elsewhere close it. */
function Download(input: ExportInput): JSX.Element {
  const isOpen = useSignal(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const leave = ({ target }: Event) => {
      // The view may have closed.
      if (target instanceof Node && frame.current?.contains(target) === false) isOpen.value = false;
    };
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !isOpen.peek()) return;
      event.stopPropagation();
      isOpen.value = false;
      button.current!.focus();
    };
    const element = frame.current!;
    window.addEventListener('pointerdown', leave);
    window.addEventListener('focusin', leave);
    element.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('pointerdown', leave);
      window.removeEventListener('focusin', leave);
      element.removeEventListener('keydown', press);
    };
  }, [isOpen]);
  return (
    <div ref={frame} class="download">
      <button
        ref={button}
        type="button"
        class="button is-main"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        Download
      </button>
      {isOpen.value && (
        <section class="download-list" aria-label="Export">
          <DownloadList {...input} />
        </section>
      )}
    </div>
  );
}
