import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../support/media.ts';

const FOLDER = join(ROOT, 'docs', 'decisions');
const records = readdirSync(FOLDER).filter((file) => /^\d{4}-[a-z0-9-]+\.md$/.test(file));
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');

describe('The decision records', () => {
  it('decision records have a number, a status, a date and the sections of the template', () => {
    for (const file of records) {
      const text = read(file);
      assert.match(text, new RegExp(`^# ${Number(file.slice(0, 4))}\\. \\S`), file);
      assert.match(text, /^Status: (?:proposed|accepted|superseded by .+) · Date: \d{4}-\d{2}-\d{2}$/m, file);
      for (const section of ['Context', 'Decision', 'Consequences'])
        assert.match(text, new RegExp(`^## ${section}$`, 'm'), `${file} lacks ${section}`);
    }
  });

  it('decision records are listed in the index with their title, date and status', () => {
    const rows = records.map((file) => {
      const [, number, title] = /^# (\d+)\. (.+)$/m.exec(read(file)) ?? [];
      const [, status, date] = /^Status: (.+) · Date: (\S+)$/m.exec(read(file)) ?? [];
      return `| ${number} | [${title}](${file}) | ${date} | ${status} |`;
    });
    assert.deepEqual(read('README.md').match(/^\| \d+ .*$/gm), rows);
  });

  it('links to decision records name existing files', () => {
    const files = ['docs', 'src', 'tests', 'bench', 'scripts'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, String(name))),
    );
    const texts = [...files, 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'].filter((file) =>
      /\.(?:md|tsx?|mjs)$/.test(file),
    );
    const broken = texts.flatMap((file) =>
      Array.from(readFileSync(join(ROOT, file), 'utf8').matchAll(/\b\d{4}-[a-z][a-z0-9-]*\.md\b/g), ([name]) => name)
        .filter((name) => !records.includes(name))
        .map((name) => `${file}: ${name}`),
    );
    assert.deepEqual(broken, []);
  });
});
