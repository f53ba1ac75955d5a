import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { parseFingerprint } from '../../../core/fingerprint/index.ts';
import { serverShelf } from '../reading/connection.ts';
import { openParsed, openShelfItem } from '../reading/open-files.ts';
import { forget } from '../state/making/forget.ts';
import { loadRecent, openRecent, type RecentFingerprint, recentFingerprints } from '../state/recent.ts';
import { IconButton } from './controls/icon-button.tsx';
import { OpenButton } from './controls/open-button.tsx';
import { ShotsSwitch } from './controls/shots-switch.tsx';
import { LastSession } from './session/last-session.tsx';

/** The build makes it from Big Buck Bunny, if that film is available. */
const SAMPLE = './sample.json';
const SAMPLE_STRIP = './sample.webp';

/** The start page: a call to open files, a sample, the server's files and recent fingerprints. */
export function EmptyState({ hasShelf }: { readonly hasShelf: boolean }): JSX.Element {
  const problem = useSignal<string | null>(null);
  const hasSample = useSignal(true);
  useEffect(() => void loadRecent(), []);
  const openSample = async () => {
    try {
      const response = await fetch(SAMPLE);
      if (!response.ok) throw new Error();
      openParsed(parseFingerprint(await response.text()));
    } catch {
      problem.value = 'No sample is available.';
    }
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
          <button type="button" class="button" onClick={openSample}>
            Open a sample
          </button>
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
