import type { SpanRunner } from '../../app/internal.ts';

/** Holds work back while it is closed. */
export interface PauseGate {
  readonly isPaused: boolean;
  pause(): void;
  resume(): void;
  /** Resolves at once, or when the gate is opened again. */
  pass(): Promise<void>;
}

export function createPauseGate(): PauseGate {
  let open: (() => void) | null = null;
  let opened = Promise.resolve();
  return {
    get isPaused() {
      return open !== null;
    },
    pause() {
      if (open !== null) return;
      opened = new Promise((resolve) => {
        open = resolve;
      });
    },
    resume() {
      open?.();
      open = null;
    },
    pass: () => opened,
  };
}

/** Hold back new tasks while a gate is closed. Tasks that run are finished: some seconds each. */
export function gateRunner(runner: SpanRunner, gate: PauseGate): SpanRunner {
  return {
    concurrency: runner.concurrency,
    survey: (path, reader) => gate.pass().then(() => runner.survey(path, reader)),
    measureLetterbox: (task) => gate.pass().then(() => runner.measureLetterbox(task)),
    run: (task, onFrame) => gate.pass().then(() => runner.run(task, onFrame)),
    measureLoudness: (task) => gate.pass().then(() => runner.measureLoudness(task)),
    close: () => runner.close(),
  };
}
