import { test } from 'node:test';

/**
 * Load the test files of a room into this process. None of their tests begins before all are loaded:
 * the runner takes the end of all tests that it knows for the end of the process.
 */
export function loadTests(room, files) {
  const loading = load(files);
  test(`the test files of ${room} load`, () => loading);
}

async function load(files) {
  const errors = [];
  for (const file of files) {
    await import(new URL(`../build/tests/${file}`, import.meta.url)).catch((error) => errors.push(error));
  }
  if (errors.length > 0) throw new AggregateError(errors, 'test files cannot be loaded');
}
