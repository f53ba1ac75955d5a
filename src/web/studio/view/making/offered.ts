import { signal } from '@preact/signals';

/** Names of the options that would change the shown poster; null until they are known. */
export const effectiveOptions = signal<ReadonlySet<string> | null>(null);

/** The option whose control has the focus: it stays, so that the focus is not lost. */
export const focusedOption = signal<string | null>(null);

/** Whether the control of an option is shown. */
export const isOffered = (name: string): boolean =>
  effectiveOptions.value === null || effectiveOptions.value.has(name) || focusedOption.value === name;
