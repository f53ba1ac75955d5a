import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { serverShelf } from '../reading/connection.ts';
import { loadSample } from '../reading/load-sample.ts';
import { openParsed, openShelfItem } from '../reading/open-files.ts';
import { forget } from '../state/making/forget.ts';
import { loadRecent, openRecent, type RecentFingerprint, recentFingerprints } from '../state/recent.ts';
import { IconButton } from './controls/icon-button.tsx';
import { OpenButton } from './controls/open-button.tsx';
import { ShotsSwitch } from './controls/shots-switch.tsx';
import { LastSession } from './session/last-session.tsx';

/** The strip of the sample, made by the build where the sample is. */
const SAMPLE_STRIP = './sample.webp';

/** The start page: a call to open files, a sample, the server's files and recent fingerprints. */
export function EmptyState({ hasShelf }: { readonly hasShelf: boolean }): JSX.Element {
  const problem = useSignal<string | null>(null);
  const hasSample = useSignal(true);
  useEffect(() => void loadRecent(), []);
  /** The loaded share of the sample; undefined while it is not loaded, null where it is not known. */
  const loaded = useSignal<number | null | undefined>(undefined);
  const openSample = async () => {
    if (loaded.value !== undefined) return;
    problem.value = null;
    loaded.value = null;
    try {
      const sample = await loadSample((share) => {
        loaded.value = share;
      });
      openParsed(sample);
    } catch {
      problem.value = 'The sample could not be loaded.';
    }
    loaded.value = undefined;
  };
  const recent = recentFingerprints.value;
  const shelf = serverShelf.value?.items ?? [];
  return (
    <main class="empty">
      <div class="empty-call">
        <h1>{hasShelf ? 'Open another film' : 'Drop a film to see its colours'}</h1>
        <p class="pale">Films stay on this computer. You can also open fingerprints and images.</p>
        <p class="empty-buttons">
          <OpenButton className="button is-main">Choose files</OpenButton>
          <button type="button" class="button" aria-busy={loaded.value !== undefined} onClick={openSample}>
            {loaded.value === undefined ? 'Open a sample' : 'Opening the sample...'}
          </button>
          {loaded.value !== undefined && (
            <progress aria-label="Loading the sample" {...(loaded.value !== null && { value: loaded.value })} />
          )}
        </p>
        <LastSession />
        <ShotsSwitch isExplained />
        {problem.value !== null && (
          <p class="problem" role="alert">
            {problem.value}
          </p>
        )}
      </div>
      {recent.length === 0 && shelf.length === 0 && hasSample.value && (
        <button type="button" class="sample" aria-label="Open a sample" tabIndex={-1} onClick={openSample}>
          <img
            src={SAMPLE_STRIP}
            alt=""
            onError={() => {
              hasSample.value = false;
            }}
          />
        </button>
      )}
      {shelf.length > 0 && (
        <section class="recent" aria-labelledby="here">
          <h2 id="here">On this computer</h2>
          <ul>
            {shelf.map((one) => (
              <li key={one.path}>
                <button type="button" class="recent-open" onClick={() => openShelfItem(one)}>
                  <span title={[one.folder, one.name].filter(Boolean).join('/')}>
                    {one.name} {one.folder !== '' && <small class="pale">{one.folder}</small>}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {serverShelf.value?.isCut && <p class="pale">The list is not complete: there are more files.</p>}
        </section>
      )}
      {recent.length > 0 && (
        <section class="recent" aria-labelledby="recent">
          <div class="recent-head">
            <h2 id="recent">Recent</h2>
            <button type="button" class="text-button" onClick={() => void forget('all', 'Forgot all recent films')}>
              Clear all
            </button>
          </div>
          <ul>
            {recent.map((one) => (
              <Recent key={one.id} recent={one} />
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}

function Recent({ recent }: { readonly recent: RecentFingerprint }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    for (const [i, color] of recent.colors.entries()) {
      if (color === '') continue;
      context.fillStyle = color;
      context.fillRect(i, 0, 1, 1);
    }
  }, [recent]);
  const open = async () => {
    const fingerprint = await openRecent(recent.id);
    if (fingerprint !== null) openParsed(fingerprint);
  };
  return (
    <li>
      <button type="button" class="recent-open" onClick={open}>
        <canvas ref={canvas} width={recent.colors.length} height={1} />
        <span title={recent.title}>{recent.title}</span>
      </button>
      <IconButton
        icon="close"
        label={`Remove ${recent.title}`}
        onClick={() => void forget(recent.id, `Forgot ${recent.title}`)}
      />
    </li>
  );
}
