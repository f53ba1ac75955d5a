import { createServer, type Server } from 'node:http';
import { isIP } from 'node:net';
import { OptionError } from '../../../core/options/index.ts';
import { QueueError } from '../queue-error.ts';
import type { QueueWorker, WorkerEvent } from '../worker/start-worker.ts';

/** Counts what a worker does, and tells whoever asks by HTTP: Prometheus at /metrics, a load balancer at /health. */
export interface WorkerMetrics {
  count(event: WorkerEvent): void;
  /**
   * Answer questions from now on.
   *
   * @param address `PORT`, for this machine alone, or `HOST:PORT`.
   * @returns where, and what ends it.
   * @throws {OptionError} for an address that is none. @throws {QueueError} `port-taken`.
   */
  serve(worker: QueueWorker, address: string): Promise<{ readonly url: string; close(): void }>;
}

/** Prometheus' text format, version 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/ */
const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

/** Start to count. */
export function createWorkerMetrics(): WorkerMetrics {
  /** By kind and outcome. */
  const jobs = new Map<string, { count: number; seconds: number }>();

  const listJobs = (name: string, value: (job: { count: number; seconds: number }) => number): string[] =>
    [...jobs].map(([labels, job]) => `${name}{${labels}} ${value(job)}`);

  async function report(worker: QueueWorker): Promise<string> {
    const lines = [
      '# HELP chromatheque_jobs_total Jobs that ended at this worker.',
      '# TYPE chromatheque_jobs_total counter',
      ...listJobs('chromatheque_jobs_total', ({ count }) => count),
      '# HELP chromatheque_job_seconds_total Seconds that they took.',
      '# TYPE chromatheque_job_seconds_total counter',
      ...listJobs('chromatheque_job_seconds_total', ({ seconds }) => seconds),
      '# HELP chromatheque_jobs_active Jobs that this worker is at.',
      '# TYPE chromatheque_jobs_active gauge',
      `chromatheque_jobs_active ${worker.active}`,
      '# HELP chromatheque_connected Whether Redis is there.',
      '# TYPE chromatheque_connected gauge',
      `chromatheque_connected ${worker.isConnected ? 1 : 0}`,
    ];
    // While Redis is away it would keep whoever asks waiting.
    const shared = worker.isConnected ? await worker.describeQueue() : '';
    return `${lines.join('\n')}\n${shared}`;
  }

  return {
    count(event) {
      if (event.type !== 'job') return;
      const labels = `kind="${event.kind}",outcome="${event.outcome}"`;
      const job = jobs.get(labels) ?? { count: 0, seconds: 0 };
      jobs.set(labels, { count: job.count + 1, seconds: job.seconds + event.seconds });
    },
    async serve(worker, address) {
      const { host, port } = parseAddress(address);
      const server = createServer(async (request, response) => {
        const answer = (status: number, type: string, body: string) =>
          response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
        try {
          if (request.method !== 'GET') answer(405, 'text/plain', '');
          else if (request.url === '/metrics') answer(200, TEXT, await report(worker));
          else if (request.url === '/health') {
            answer(
              worker.isConnected ? 200 : 503,
              'application/json',
              JSON.stringify({ connected: worker.isConnected }),
            );
          } else answer(404, 'text/plain', '');
        } catch {
          answer(503, 'text/plain', '');
        }
      });
      await listen(server, host, port);
      const bound = server.address();
      const name = isIP(host) === 6 ? `[${host}]` : host;
      const url = `http://${name}:${typeof bound === 'object' && bound !== null ? bound.port : port}`;
      return { url, close: () => void server.close().closeAllConnections() };
    },
  };
}

function parseAddress(address: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(address) ?? [];
  if (port === '' || Number(port) > 65_535) {
    throw new OptionError('wrong-value', 'metrics', `expected PORT or HOST:PORT, got ${address || 'nothing'}`);
  }
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

/** Listen. @throws {QueueError} `port-taken`. */
export async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new QueueError('port-taken', `port ${port} of ${host} cannot be used (${cause.message})`, { cause }));
    });
    server.listen(port, host, resolve);
  });
}
