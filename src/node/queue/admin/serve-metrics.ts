import { createServer, type Server } from 'node:http';
import { isIP } from 'node:net';
import { OptionError } from '../../../core/options/index.ts';
import { QueueError } from '../queue-error.ts';
import type { QueueWorker, WorkerEvent } from '../worker/start-worker.ts';

/** Worker metrics over HTTP: /metrics for Prometheus, /health for a load balancer. */
export interface WorkerMetrics {
  count(event: WorkerEvent): void;
  /**
   * Start the HTTP server.
   *
   * @param address `PORT`, on the loopback interface, or `HOST:PORT`.
   * @throws {OptionError} for any other address. @throws {QueueError} `port-taken`.
   */
  serve(worker: QueueWorker, address: string): Promise<{ readonly url: string; close(): void }>;
}

/**
 * Prometheus' text format, version 0.0.4:
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

export function createWorkerMetrics(): WorkerMetrics {
  /** By the labels for kind and outcome. */
  const jobs = new Map<string, { count: number; seconds: number }>();

  const listJobs = (name: string, value: (job: { count: number; seconds: number }) => number): string[] =>
    [...jobs].map(([labels, job]) => `${name}{${labels}} ${value(job)}`);

  async function report(worker: QueueWorker): Promise<string> {
    const lines = [
      '# HELP chromatheque_jobs_total Job attempts that ended on this worker.',
      '# TYPE chromatheque_jobs_total counter',
      ...listJobs('chromatheque_jobs_total', ({ count }) => count),
      '# HELP chromatheque_job_seconds_total Seconds that these attempts took.',
      '# TYPE chromatheque_job_seconds_total counter',
      ...listJobs('chromatheque_job_seconds_total', ({ seconds }) => seconds),
      '# HELP chromatheque_jobs_active Jobs in progress on this worker.',
      '# TYPE chromatheque_jobs_active gauge',
      `chromatheque_jobs_active ${worker.active}`,
      '# HELP chromatheque_connected 1 while the worker is connected to Redis, else 0.',
      '# TYPE chromatheque_connected gauge',
      `chromatheque_connected ${worker.isConnected ? 1 : 0}`,
    ];
    // Without Redis this would not return.
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

/** @throws {QueueError} `port-taken`. */
export async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new QueueError('port-taken', `cannot use port ${port} of ${host} (${cause.message})`, { cause }));
    });
    server.listen(port, host, resolve);
  });
}
