import type { FfmpegProcess } from './process.ts';

/** Split bytes into non-empty ASCII lines. */
export async function* splitLines(stdout: FfmpegProcess['stdout']): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of stdout) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line !== '') yield line;
  }
  if (rest !== '') yield rest;
}

/** Read "pts=258|dts=-766|flags=K_". */
export function readFields(line: string): Record<string, string> {
  return Object.fromEntries(
    line
      .trim()
      .split('|')
      .map((field) => {
        const at = field.indexOf('=');
        return [field.slice(0, at), field.slice(at + 1)];
      }),
  );
}
