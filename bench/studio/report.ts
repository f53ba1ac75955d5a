/** Prints a figure and what it must be. */
export type Report = (what: string, got: number, unit: string, limit: string, isReached: boolean) => void;
