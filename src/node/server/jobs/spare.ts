/** Processes that wait for work. */
interface Closable {
  close(): void;
}

/** One set of processes that is started before it is needed: starting takes longer than a frame. */
export interface Spare<Processes extends Closable> {
  /** Start one, if none waits. */
  prepare(): void;
  /** Take the one that waits, or start one. */
  take(): Processes;
  /** Keep one that has done its work for the next, or end it if another waits. */
  giveBack(processes: Processes): void;
  /** End the one that waits. */
  close(): void;
}

/** @param idleSeconds after which processes end that nothing takes. */
export function createSpare<Processes extends Closable>(start: () => Processes, idleSeconds: number): Spare<Processes> {
  let waiting: { readonly processes: Processes; readonly idle: NodeJS.Timeout } | null = null;
  const takeWaiting = (): Processes | undefined => {
    const taken = waiting;
    waiting = null;
    clearTimeout(taken?.idle);
    return taken?.processes;
  };
  const close = () => takeWaiting()?.close();
  const keep = (processes: Processes) => {
    const idle = setTimeout(close, 1000 * idleSeconds);
    idle.unref();
    waiting = { processes, idle };
  };
  return {
    prepare() {
      if (waiting === null) keep(start());
    },
    take: () => takeWaiting() ?? start(),
    giveBack(processes) {
      if (waiting === null) keep(processes);
      else processes.close();
    },
    close,
  };
}
