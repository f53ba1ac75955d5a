import { signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';

/** A view whose code is loaded when it is first opened. */
export interface LazyViewOptions<Props> {
  readonly load: () => Promise<ComponentType<Props>>;
  /** Class of the view's main element. */
  readonly className: string;
  /** As in "Loading the comparison". */
  readonly name: string;
  /** Heading for screen readers. */
  readonly title: (props: Props) => string;
}

/** Create a view that shows that it is loaded, and offers to try again if that fails. */
export function createLazyView<Props extends object>({
  load,
  className,
  name,
  title,
}: LazyViewOptions<Props>): {
  readonly View: ComponentType<Props>;
  /** Load it before it is opened. */
  readonly preload: () => void;
} {
  const loaded = signal<ComponentType<Props> | null>(null);
  const hasFailed = signal(false);
  const start = async (): Promise<void> => {
    if (loaded.value !== null) return;
    hasFailed.value = false;
    try {
      loaded.value = await load();
    } catch {
      hasFailed.value = true;
    }
  };
  const View = (props: Props): JSX.Element => {
    useEffect(() => void start(), []);
    const Loaded = loaded.value;
    if (Loaded !== null) return <Loaded {...props} />;
    return (
      <main class={className}>
        <h1 class="unseen">{title(props)}</h1>
        <div class="loading-view" role="status">
          {hasFailed.value ? (
            <p class="problem">
              {`The ${name} could not be loaded. `}
              <button type="button" class="text-button" onClick={() => void start()}>
                Try again
              </button>
            </p>
          ) : (
            <p class="loading">
              {`Loading the ${name}... `}
              <progress aria-label={`Loading the ${name}`} />
            </p>
          )}
        </div>
      </main>
    );
  };
  return { View, preload: () => void start() };
}
