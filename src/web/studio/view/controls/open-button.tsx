import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { FILM_EXTENSIONS } from '../../../../core/frame/index.ts';
import { pickFiles, withoutHandles } from '../../reading/file-handles.ts';
import { openFiles } from '../../reading/open-files.ts';

/** The file dialog offers films, stills and fingerprints. */
const ACCEPTED = ['video/*', ...FILM_EXTENSIONS.map((extension) => `.${extension}`), 'image/*', '.json', '.gz'].join(
  ',',
);

/** A button that opens the file dialog. */
export function OpenButton({
  children,
  className,
  label,
}: {
  readonly children: ComponentChildren;
  readonly className: string;
  readonly label?: string;
}): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const choose = async () => {
    const picked = await pickFiles();
    if (picked === null) input.current?.click();
    else openFiles(picked);
  };
  return (
    <>
      <button type="button" class={className} aria-label={label} title={label} onClick={choose}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        onChange={(event) => {
          openFiles(withoutHandles(event.currentTarget.files ?? []));
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
