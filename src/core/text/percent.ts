/** How {@link formatPercent} writes a share. */
export interface PercentFormat {
  /** Decimals of the percentage; 0 when absent. */
  readonly decimals?: number;
  /** `nearest` when absent. `down` for progress, where 100 % means that all is done. */
  readonly rounding?: 'nearest' | 'down';
  /** What stands between number and sign: a space when absent. */
  readonly separator?: string;
}

/** Write a share, 0 to 1, as a percentage: "35 %". */
export function formatPercent(share: number, options: PercentFormat = {}): string {
  const { decimals = 0, rounding = 'nearest', separator = ' ' } = options;
  const scale = 10 ** decimals;
  const percent = rounding === 'down' ? Math.floor(share * 100 * scale) / scale : share * 100;
  return `${percent.toFixed(decimals)}${separator}%`;
}

/**
 * Write a share, 0 to 1, where small ones matter: "35 %", "0.4 %", and "< 0.1 %" for anything less,
 * because "0.0 %" would say that nothing is there.
 */
export function formatShare(share: number): string {
  const percent = share * 100;
  return percent < 0.1 ? '< 0.1 %' : formatPercent(share, { decimals: percent < 1 ? 1 : 0 });
}
