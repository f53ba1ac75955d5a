import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { ROOT } from '../media.ts';

const ajv = new Ajv({ allErrors: true, strict: true });
const validate = ajv.compile(JSON.parse(readFileSync(join(ROOT, 'docs', 'fingerprint.schema.json'), 'utf8')));

/** Hold a value against the published schema of fingerprints. */
export function validateFingerprint(value: unknown): void {
  assert.ok(validate(value), ajv.errorsText(validate.errors, { separator: '\n' }));
}
