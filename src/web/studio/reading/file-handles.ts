/**
 * Files and, where the browser has them, their handles: a handle opens the same file again after a
 * reload, without a copy of it. See the File System API.
 */

/** A file that a user chose or dropped. */
export interface OpenedFile {
  readonly file: File;
  readonly handle: Promise<FileSystemFileHandle | null>;
}

/** No handle, from a browser or a source that gives none. */
export const NO_HANDLE: Promise<null> = Promise.resolve(null);

/** What the types of the DOM lack: these are not in every browser. */
interface HandleItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}
interface PickerWindow {
  showOpenFilePicker?(options: { readonly multiple: boolean }): Promise<readonly FileSystemFileHandle[]>;
}

export const withoutHandles = (files: Iterable<File>): OpenedFile[] =>
  Array.from(files, (file) => ({ file, handle: NO_HANDLE }));

/** List the files of a drop. Reads them at once: they are gone when the event has ended. */
export function listDropped(transfer: DataTransfer): OpenedFile[] {
  return Array.from(transfer.items).flatMap((item: HandleItem): OpenedFile[] => {
    const file = item.getAsFile();
    if (file === null) return [];
    const asked = item.getAsFileSystemHandle?.() ?? NO_HANDLE;
    const handle = asked.then(
      (found) => (found?.kind === 'file' ? (found as FileSystemFileHandle) : null),
      // Without a handle the file is only lost by a reload.
      () => null,
    );
    return [{ file, handle }];
  });
}

/**
 * Let the user choose files, with their handles.
 *
 * @returns null if this browser has no such dialog; nothing if the user cancels.
 */
export async function pickFiles(): Promise<OpenedFile[] | null> {
  const { showOpenFilePicker } = window as PickerWindow;
  if (showOpenFilePicker === undefined) return null;
  try {
    const handles = await showOpenFilePicker.call(window, { multiple: true });
    return await Promise.all(
      handles.map(async (handle) => ({ file: await handle.getFile(), handle: Promise.resolve(handle) })),
    );
  } catch (error) {
    // The user closed the dialog.
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    return null;
  }
}
