/** A time limit that can be paused. */
export interface TimeLimit {
  pause(): void;
  resume(): void;
  stop(): void;
}

/** Start a time limit. @param onEnd called once, when so many seconds have passed without pauses. */
export function createTimeLimit(seconds: number, onEnd: () => void): TimeLimit {
  let leftMs = 1000 * seconds;
  let since = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const start = () => {
    since = performance.now();
    timer = setTimeout(onEnd, leftMs);
  };
  start();
  return {
    pause() {
      if (timer === undefined) return;
      stop();
      leftMs -= performance.now() - since;
    },
    resume() {
      if (timer === undefined && !isStopped) start();
    },
    stop() {
      isStopped = true;
      stop();
    },
  };
}
